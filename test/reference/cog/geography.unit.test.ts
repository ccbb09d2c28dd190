import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { readCog } from '../../../reference/cog/cog-files';
import { buildGeography, readGeography, type TerritoryRecord } from '../../../reference/cog/geography';
import type { PatRecord } from '../../../reference/cog/drafts';

const BLOIS: PatRecord = {
  code: 'test-blois',
  name: 'PAT de Blois',
  epci: ['200030385'],
  communes: ['41018', '01340'],
  note: 'for the test',
  locator: 'p. 1',
};
const SOURCE = { slug: 'report', title: 'A report', publisher: 'Someone' };

const geography = readGeography([BLOIS], SOURCE);
const byId = new Map(geography.territories.map((territory) => [territory.id, territory]));
const idOf = new Map(geography.territories.map(({ key, id }) => [key, id]));
const ancestors = new Map<string, TerritoryRecord[]>();
for (const [ancestor, descendant] of geography.closure) {
  if (ancestor === descendant) continue;
  const id = idOf.get(descendant) as string;
  const wider = byId.get(idOf.get(ancestor) as string) as TerritoryRecord;
  ancestors.set(id, [...(ancestors.get(id) ?? []), wider]);
}
const at = (level: TerritoryLevel): TerritoryRecord[] =>
  geography.territories.filter((territory) => territory.level === level);
const ancestorIds = (id: string): string[] =>
  (ancestors.get(id) ?? []).map((territory) => territory.id).sort();

describe('the official geography', () => {
  it('holds every territory of the code', () => {
    expect(at(TerritoryLevel.COMMUNE)).toHaveLength(34_969);
    expect(at(TerritoryLevel.EPCI)).toHaveLength(1_255);
    // 101 départements and 8 overseas collectivities; 18 régions and the same 8.
    expect(at(TerritoryLevel.DEPARTEMENT)).toHaveLength(109);
    expect(at(TerritoryLevel.REGION)).toHaveLength(26);
    expect(at(TerritoryLevel.REGION).filter(({ code }) => code.length === 2)).toHaveLength(18);
    expect(at(TerritoryLevel.FRANCE).map(({ id, communeCount }) => [id, communeCount])).toEqual([
      ['france', 34_969],
    ]);
    expect(byId.size).toBe(geography.territories.length);
    expect(idOf.size).toBe(geography.territories.length);
  });

  it('puts each commune in one département, one région, one EPCI at most, and France', () => {
    for (const { id } of at(TerritoryLevel.COMMUNE)) {
      const levels = (ancestors.get(id) ?? []).map(({ level }) => level);
      const count = (wanted: TerritoryLevel): number => levels.filter((level) => level === wanted).length;
      if (
        count(TerritoryLevel.FRANCE) !== 1 ||
        count(TerritoryLevel.REGION) !== 1 ||
        count(TerritoryLevel.DEPARTEMENT) !== 1 ||
        count(TerritoryLevel.EPCI) > 1 ||
        count(TerritoryLevel.COMMUNE) > 0
      ) {
        throw new Error(`${id} is in ${levels.join(', ')}`);
      }
    }
    const inEpci = at(TerritoryLevel.COMMUNE).filter(({ id }) =>
      ancestors.get(id)?.some(({ level }) => level === TerritoryLevel.EPCI),
    );
    expect(inEpci).toHaveLength(34_871);
  });

  it('puts every territory in France, and counts its communes as the closure has them', () => {
    const communes = new Map<string, number>();
    for (const { id } of at(TerritoryLevel.COMMUNE)) {
      for (const wider of ancestors.get(id) ?? []) communes.set(wider.id, (communes.get(wider.id) ?? 0) + 1);
    }
    for (const { id, level, communeCount } of geography.territories) {
      if (level !== TerritoryLevel.FRANCE) expect(ancestorIds(id)).toContain('france');
      if (level !== TerritoryLevel.COMMUNE) expect([id, communes.get(id)]).toEqual([id, communeCount]);
    }
  });

  it('leaves an EPCI that straddles départements out of them', () => {
    // CC du Pays Houdanais: Yvelines and Eure-et-Loir, two régions.
    expect(ancestorIds('epci:247800550')).toEqual(['france']);
    expect(ancestorIds('epci:200030385')).toEqual([
      'departement:41',
      'france',
      'pat:test-blois',
      'region:24',
    ]);
  });

  it('settles equal sets of communes by level: the région Guadeloupe contains the département', () => {
    expect(ancestorIds('departement:971')).toEqual(['france', 'region:01']);
    expect(ancestorIds('region:01')).toEqual(['france']);
    expect(ancestorIds('commune:75056')).toEqual(
      expect.arrayContaining(['departement:75', 'epci:200054781', 'france', 'region:11']),
    );
  });

  it('adds PATs from whole EPCI and communes, old codes brought up to date', () => {
    const pat = byId.get('pat:test-blois');
    expect(pat?.communeCount).toBe(44);
    expect(ancestorIds('commune:01015')).toContain('pat:test-blois');
    expect(pat?.citations).toContainEqual({ source: 'report', locator: 'p. 1' });
  });

  it.each([
    [{ ...BLOIS, epci: ['999999999'] }, /"test-blois".*no EPCI.*999999999/],
    [{ ...BLOIS, communes: ['99999'] }, /"test-blois".*no commune.*99999/],
    [{ ...BLOIS, epci: [], communes: [] }, /neither an EPCI nor a commune/],
  ])('refuses a PAT that cannot be placed', (pat, message) => {
    expect(() => buildGeography(readCog(), { version: '0', places: new Map() }, [pat])).toThrow(message);
  });

  it('gives the same keys to the same territories each time, in the order of levels and codes', () => {
    const again = readGeography([BLOIS], SOURCE);
    expect(again.territories.map(({ key, id }) => [key, id])).toEqual(
      geography.territories.map(({ key, id }) => [key, id]),
    );
    expect(geography.territories.slice(0, 3).map(({ key, id }) => [key, id])).toEqual([
      [1, 'france'],
      [2, 'region:01'],
      [3, 'region:02'],
    ]);
  });
});

describe('old codes', () => {
  const target = new Map(geography.aliases.map(({ id, target: key }) => [id, idOf.get(key)]));

  it('name no territory of today, each one commune, once', () => {
    expect(target.size).toBe(geography.aliases.length);
    for (const [id, today] of target) {
      expect(byId.has(id)).toBe(false);
      expect(today).toMatch(/^commune:/);
    }
  });

  it.each([
    ['commune:01340', 'commune:01015', 'merged'],
    ['commune:75101', 'commune:75056', 'arrondissement of Paris'],
    ['commune:69389', 'commune:69123', 'arrondissement of Lyon'],
    ['commune:13216', 'commune:13055', 'arrondissement of Marseille'],
    ['commune:01120', 'commune:01262', 'commune associée'],
    ['commune:55273', 'commune:55386', 'commune associée that changed its commune'],
  ])('%s stands for %s today (%s)', (old, today) => {
    expect(target.get(old)).toBe(today);
  });

  it('stand for all 45 arrondissements', () => {
    const ofArrondissements = [...target.values()].filter((id) =>
      ['commune:75056', 'commune:69123', 'commune:13055'].includes(id ?? ''),
    );
    expect(ofArrondissements.length).toBeGreaterThanOrEqual(45);
  });
});

describe('populations', () => {
  it('are unknown for the six communes that INSEE does not count, and what is made of them alone', () => {
    const unknown = geography.territories.filter(({ population }) => population === null);
    expect(unknown.filter(({ level }) => level === TerritoryLevel.COMMUNE)).toHaveLength(6);
    expect(unknown.map(({ id }) => id).filter((id) => !id.startsWith('commune:'))).toEqual([
      'region:984',
      'region:989',
      'departement:984',
      'departement:989',
    ]);
  });

  it.each(['commune:75056', 'commune:69123', 'commune:13055'])(
    '%s is the sum of its arrondissements',
    (id) => {
      const arrondissements = readCog().communes.filter(({ commune }) => `commune:${commune}` === id);
      const sum = arrondissements.reduce((total, { population = 0 }) => total + population, 0);
      expect(byId.get(id)?.population).toBe(sum);
    },
  );

  it('add up: régions to France, départements to their région', () => {
    const total = (level: TerritoryLevel): number =>
      at(level).reduce((sum, { population }) => sum + (population ?? 0), 0);
    const france = byId.get('france')?.population;
    expect(total(TerritoryLevel.REGION)).toBe(france);
    expect(total(TerritoryLevel.DEPARTEMENT)).toBe(france);
    expect(total(TerritoryLevel.COMMUNE)).toBe(france);
  });
});

describe('locations', () => {
  const located = geography.territories.filter(({ location }) => location !== null);

  it('are given to some 8,300 communes, each once and cited', () => {
    expect(located.filter(({ level }) => level === TerritoryLevel.COMMUNE).length).toBeGreaterThan(8_000);
    for (const { id, citations } of located) {
      expect([id, citations.some(({ source }) => source === 'geonames')]).toEqual([id, true]);
    }
  });

  it('are those of the chief town for départements and régions, and none for EPCI, PATs and France', () => {
    expect(byId.get('departement:41')?.location).toEqual(byId.get('commune:41018')?.location);
    expect(byId.get('region:24')?.location).toEqual(byId.get('commune:45234')?.location);
    const levels = new Set(located.map(({ level }) => level));
    expect([...levels]).toEqual(['REGION', 'DEPARTEMENT', 'COMMUNE']);
  });

  it('are where the place is: Blois on the Loire, the TAAF nowhere near Saint-Pierre-et-Miquelon', () => {
    const { latitude, longitude } = byId.get('commune:41018')?.location ?? { latitude: 0, longitude: 0 };
    expect(latitude).toBeCloseTo(47.59, 1);
    expect(longitude).toBeCloseTo(1.33, 1);
    expect(byId.get('region:984')?.location).toBeNull();
  });
});
