import type { DataSource } from 'typeorm';
import { FRANCE_CODE } from '../../platform/territory-id';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';

/** A territory of the small country that tests run on. */
export interface FixtureTerritory {
  key: number;
  id: string;
  level: TerritoryLevel;
  name: string;
  /** Codes of its communes. */
  communes: readonly string[];
}

const BLOIS = ['41018', '41003'];
const TOURAINE = ['37261', '37050'];
const GARONNE = ['31555', '31001', '31002'];
const TARN = ['82121', '82001'];

/** Two régions, four départements, a straddling EPCI, a PAT across an EPCI's border, and communes without EPCI. */
export const TERRITORIES: readonly FixtureTerritory[] = [
  territory(1, 'france', TerritoryLevel.FRANCE, 'France', [...BLOIS, ...TOURAINE, ...GARONNE, ...TARN]),
  territory(2, 'region:24', TerritoryLevel.REGION, 'Centre-Val de Loire', [...BLOIS, ...TOURAINE]),
  territory(3, 'region:76', TerritoryLevel.REGION, 'Occitanie', [...GARONNE, ...TARN]),
  territory(4, 'departement:41', TerritoryLevel.DEPARTEMENT, 'Loir-et-Cher', BLOIS),
  territory(5, 'departement:37', TerritoryLevel.DEPARTEMENT, 'Indre-et-Loire', TOURAINE),
  territory(6, 'departement:31', TerritoryLevel.DEPARTEMENT, 'Haute-Garonne', GARONNE),
  territory(7, 'departement:82', TerritoryLevel.DEPARTEMENT, 'Tarn-et-Garonne', TARN),
  territory(8, 'epci:200030385', TerritoryLevel.EPCI, 'EPCI à cheval', ['41018', '37261']),
  territory(9, 'epci:243100518', TerritoryLevel.EPCI, 'Toulouse Métropole', ['31555', '31001']),
  territory(10, 'pat:blois', TerritoryLevel.PAT, 'PAT de Blois', ['41018', '41003', '37050']),
  ...[...BLOIS, ...TOURAINE, ...GARONNE, ...TARN].map((code, index) =>
    territory(11 + index, `commune:${code}`, TerritoryLevel.COMMUNE, `Commune ${code}`, [code]),
  ),
];

/** Old codes and the territories that stand for them today. */
export const ALIASES: Readonly<Record<string, string>> = { 'commune:41900': 'commune:41018' };

function territory(
  key: number,
  id: string,
  level: TerritoryLevel,
  name: string,
  communes: readonly string[],
): FixtureTerritory {
  return { key, id, level, name, communes };
}

/** The territory of an id or of an old code. */
export function fixtureTerritory(id: string): FixtureTerritory {
  const found = TERRITORIES.find((candidate) => candidate.id === (ALIASES[id] ?? id));
  if (!found) throw new Error(`the fixture has no territory ${id}`);
  return found;
}

/** Whether a territory lies in another: it is that one, or all its communes are in it. */
export function liesIn(inner: string, outer: string): boolean {
  const communes = fixtureTerritory(outer).communes;
  return fixtureTerritory(inner).communes.every((code) => communes.includes(code));
}

/** Whether two territories share a commune. */
export function overlaps(left: string, right: string): boolean {
  const communes = fixtureTerritory(right).communes;
  return fixtureTerritory(left).communes.some((code) => communes.includes(code));
}

/** Writes the fixture into a schema that needs no more than the common territory tables (flows, financing). */
export async function writeTerritoryFixture(dataSource: DataSource): Promise<void> {
  for (const { key, id, level, name, communes } of TERRITORIES) {
    await dataSource.query(
      `INSERT INTO territory (key, id, level, code, name, population, commune_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [key, id, level, id.split(':')[1] ?? FRANCE_CODE, name, 1000 * communes.length, communes.length],
    );
  }
  const pairs = TERRITORIES.flatMap((outer) =>
    TERRITORIES.filter((inner) => liesIn(inner.id, outer.id)).map((inner) => [outer.key, inner.key] as const),
  );
  await dataSource.query(
    'INSERT INTO territory_closure (ancestor, descendant) SELECT * FROM unnest($1::integer[], $2::integer[])',
    [pairs.map(([ancestor]) => ancestor), pairs.map(([, descendant]) => descendant)],
  );
  for (const [id, target] of Object.entries(ALIASES)) {
    await dataSource.query('INSERT INTO territory_alias (id, target) VALUES ($1, $2)', [
      id,
      fixtureTerritory(target).key,
    ]);
  }
}
