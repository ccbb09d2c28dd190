import fc from 'fast-check';
import type { ActorRecord } from '../../exports/directory/actor-record';
import { toFeature } from '../../exports/directory/feature';
import { structureName, toStructure } from '../../exports/directory/structure';
import { webAddress } from '../../exports/directory/web-address';
import { isHeld } from '../../exports/validators';
import { parseMoment } from '../../platform/moment';
import { structureValidators } from './structure-schemas';

const text = fc.option(fc.string({ unit: 'binary', maxLength: 30 }));
const record: fc.Arbitrary<ActorRecord> = fc.record({
  id: fc.constant('actor:a'),
  slug: fc.constantFrom('a', 'restos-du-coeur'),
  name: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom('', '.', '…', 'BA', 'S.A.R.L.', '🥕', '   ', 'x'.repeat(151), '🥕'.repeat(200)),
  ),
  acronym: text,
  kinds: fc.constant([]),
  siren: text,
  siret: fc.oneof(text, fc.stringMatching(/^\d{13,15}$/), fc.constant('١٢٣٤٥٦٧٨٩٠١٢٣٤')),
  rna: text,
  latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
  longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
  website: fc.oneof(
    text,
    fc.webUrl(),
    fc.constantFrom('www.exemple.fr', 'javascript:alert(1)', 'http://a b'),
  ),
  networks: fc.subarray(['actor:banques-alimentaires', 'actor:emmaus-france', 'actor:vrac']),
  statuses: fc.array(
    fc.record({
      type: fc.constant('SIAE_AGREEMENT' as const),
      siaeKind: fc.constantFrom('ACI', 'EI', 'NEW_KIND'),
    }),
  ),
  description: fc.oneof(text, fc.constantFrom('abc', 'é'.repeat(10_001))),
  address: text,
  address_complement: text,
  postal_code: fc.oneof(text, fc.constantFrom('01004', '1004', '2A004')),
  commune_code: fc.oneof(text, fc.constantFrom('2A004', '01004')),
  commune_name: text,
  located_by: fc.constantFrom('ACTOR' as const, 'COMMUNE' as const, null),
  opening_hours: text,
  accessibility_url: fc.oneof(text, fc.webUrl()),
  state: fc.constant('ACTIVE' as const),
  closed_on: fc.constantFrom(null, '2026-10-31'),
  merged_into: fc.constantFrom(null, 'actor:kept'),
  modified_at: fc.constant('2026-11-27T06:00:00.000Z'),
});

it('makes a structure that data.inclusion takes of any actor whatever', () => {
  const validators = structureValidators();
  fc.assert(
    fc.property(record, fc.constantFrom(undefined, 'https://maillon.example'), (actor, publicUrl) => {
      const structure = JSON.parse(JSON.stringify(toStructure(actor, { publicUrl }))) as object;
      for (const validate of validators) {
        validate(structure);
        expect(validate.errors ?? []).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

it('keeps names that fit, and mends the others as little as it can', () => {
  expect(structureName('Épicerie solidaire')).toBe('Épicerie solidaire');
  expect(structureName('  Les  Jardins\n du cœur. ')).toBe('Les Jardins du cœur');
  expect(structureName('BA')).toBe('Structure BA');
  const long = structureName('mot '.repeat(60));
  expect([...long].length).toBeLessThanOrEqual(150);
  expect(long.endsWith('…')).toBe(true);
});

it('never gives the place of a commune as that of a door', () => {
  fc.assert(
    fc.property(record, (actor) => {
      const { latitude, longitude } = toStructure({ ...actor, located_by: 'COMMUNE' }, {});
      expect([latitude, longitude]).toEqual([null, null]);
    }),
  );
});

it('puts longitude first, and no point where none is known', () => {
  fc.assert(
    fc.property(record, (actor) => {
      const { geometry, properties } = toFeature(actor, { publicUrl: 'https://maillon.example' });
      if (actor.latitude === null || actor.longitude === null) expect(geometry).toBeNull();
      else {
        expect(geometry?.coordinates[0]).toBeCloseTo(actor.longitude, 6);
        expect(geometry?.coordinates[1]).toBeCloseTo(actor.latitude, 6);
      }
      expect(properties['page']).toBe(`https://maillon.example/actors/${actor.slug}`);
    }),
  );
});

it.each([
  ['https://exemple.fr/a?b=c#d', 'https://exemple.fr/a?b=c#d'],
  ['http://exemple.fr/épicerie solidaire', 'http://exemple.fr/%C3%A9picerie%20solidaire'],
  ['http://épicerie.fr', 'http://xn--picerie-9xa.fr/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['www.exemple.fr', null],
  ['http://', null],
  ['http://a"onclick=x', null],
  [null, null],
])('%j is published as %j', (given, published) => expect(webAddress(given)).toBe(published));

it.each([
  ['2026-11-27T06:00:00Z', '2026-11-27T06:00:00.000Z'],
  ['2026-11-27T06:00Z', '2026-11-27T06:00:00.000Z'],
  ['2026-11-27T06:00:00.1234567Z', '2026-11-27T06:00:00.123Z'],
  ['2026-11-27T08:00:00+02:00', '2026-11-27T06:00:00.000Z'],
  ['2026-11-27T08:00:00 02:00', '2026-11-27T06:00:00.000Z'],
  ['2026-11-27', undefined],
  ['2026-02-30T00:00:00Z', undefined],
  ['2026-11-27T25:00:00Z', undefined],
  ['2026-11-27T06:00:00', undefined],
  ['0000-01-01T00:00:00Z', undefined],
  ['0001-01-01T00:00:00+14:00', undefined],
  ['yesterday', undefined],
])('%s is the moment %s', (given, moment) => expect(parseMoment(given)).toBe(moment));

it.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  ['', false],
  [undefined, false],
])('If-None-Match %s holds "a": %s', (header, held) => expect(isHeld(header, '"a"')).toBe(held));
