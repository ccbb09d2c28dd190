import 'reflect-metadata';
import { Territories1767000000001 as ActorsTerritories } from '../../../migrations/actors/0001-territories';
import { ImportedTerritories1767000000006 as ActorsImported } from '../../../migrations/actors/0006-imported-territories';
import { Territories1767000000001 as FlowsTerritories } from '../../../migrations/flows/0001-territories';
import { ImportedTerritories1767000000006 as FlowsImported } from '../../../migrations/flows/0006-imported-territories';
import type { SubgraphStorage } from '../../../platform/migrator';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import type { CogCommune } from '../../../reference/cog/cog-files';
import {
  buildGeography,
  readGeography,
  writeTerritories,
  type Geography,
} from '../../../reference/cog/geography';
import { testDatabase, type TestDatabase } from '../../support/database';

const actors: SubgraphStorage = {
  name: 'actors',
  entities: [],
  migrations: [ActorsTerritories, ActorsImported],
};
const flows: SubgraphStorage = { name: 'flows', entities: [], migrations: [FlowsTerritories, FlowsImported] };

let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase(actors, flows);
});
afterEach(() => db.close());

const commune = (code: string, more: Partial<CogCommune> = {}): CogCommune => ({
  code,
  nom: `Commune ${code}`,
  type: 'commune-actuelle',
  departement: '01',
  region: '84',
  population: 10,
  ...more,
});

/** One région, one département, the communes given, and an EPCI of those named. */
function geographyOf(communes: CogCommune[], epci: string[] = []): Geography {
  return buildGeography(
    {
      version: '0',
      communes,
      regions: [{ code: '84', nom: 'Région', chefLieu: '01001' }],
      departements: [{ code: '01', nom: 'Ain', chefLieu: '01001', region: '84' }],
      epci:
        epci.length === 0 ? [] : [{ code: '200000001', nom: 'CC', membres: epci.map((code) => ({ code })) }],
    },
    { version: '0', places: new Map() },
    [],
  );
}

const write = (geography: Geography, name: 'actors' | 'flows' = 'actors') =>
  db.of(name).dataSource.transaction((manager) => writeTerritories(manager, geography));
const query = <Row>(text: string): Promise<Row[]> => db.dataSource.query<Row[]>(text);

/** One line a table that changes when any row is written, be it with the same values (xmin is the writer). */
async function state(): Promise<unknown> {
  const tables = [
    'territory',
    'territory_closure',
    'territory_alias',
    'territory_citation',
    'territory_source',
  ];
  const lines = tables.map(
    (
      table,
    ) => `SELECT '${table}', count(*), md5(string_agg(hashtext(row::text || row.xmin)::text, ' ' ORDER BY ctid))
                FROM ${table} AS row`,
  );
  return query(lines.join(' UNION ALL '));
}
const keysById = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await query<{ id: string; key: number }>('SELECT id, key FROM territory')).map(({ id, key }) => [
      id,
      key,
    ]),
  );
const contained = async (ancestor: string): Promise<string[]> =>
  (
    await query<{ id: string }>(
      `SELECT below.id FROM territory_closure JOIN territory AS above ON above.key = ancestor
       JOIN territory AS below ON below.key = descendant
       WHERE above.id = '${ancestor}' AND below.id <> above.id ORDER BY below.id`,
    )
  ).map(({ id }) => id);

describe('writing the geography', () => {
  it('writes the whole of France with the keys of the geography, then nothing more', async () => {
    const geography = readGeography([]);
    await write(geography);
    await write(geography, 'flows');
    const keys = await keysById();
    expect(Object.keys(keys)).toHaveLength(geography.territories.length);
    for (const { id, key } of geography.territories)
      if (keys[id] !== key) throw new Error(`${id}: ${keys[id]}`);
    const [closure] = await query<{ count: string }>('SELECT count(*) FROM territory_closure');
    expect(Number(closure?.count)).toBe(geography.closure.length);

    const before = await state();
    await write(geography);
    expect(await state()).toEqual(before);

    const [inFlows] = await db
      .of('flows')
      .dataSource.query<{ count: string }[]>('SELECT count(*) FROM territory');
    expect(Number(inFlows?.count)).toBe(geography.territories.length);
  }, 60_000);

  it('keeps keys when territories come before, and gives new ones keys never given', async () => {
    await write(geographyOf([commune('01002'), commune('01003')]));
    const before = await keysById();
    await write(geographyOf([commune('01001'), commune('01002'), commune('01003')]));
    const { 'commune:01001': added, ...kept } = await keysById();
    expect(kept).toEqual(before);
    expect(added).toBeGreaterThan(Math.max(...Object.values(before)));
  });

  it('brings names, populations and containment up to date', async () => {
    await write(geographyOf([commune('01001'), commune('01002')], ['01001']));
    await write(
      geographyOf([commune('01001', { nom: 'Éloise', population: 11 }), commune('01002')], ['01002']),
    );
    expect(
      await query(`SELECT name, search_name, population FROM territory WHERE id = 'commune:01001'`),
    ).toEqual([{ name: 'Éloise', search_name: 'eloise', population: 11 }]);
    expect(await contained('epci:200000001')).toEqual(['commune:01002']);
  });
});

describe('a territory that the code gives up', () => {
  const merged = geographyOf([commune('01001', { anciensCodes: ['01002'] }), commune('01003')]);

  async function facts(rows: string): Promise<void> {
    await query('CREATE TABLE fact (name text, territory integer REFERENCES territory (key))');
    await query(
      `INSERT INTO fact SELECT given.name, key FROM territory JOIN (VALUES ${rows}) AS given (name, id) USING (id)`,
    );
  }

  it('gives its facts to its successor, resolves to it, and its key is not given again', async () => {
    await write(geographyOf([commune('01001'), commune('01002')], ['01002']));
    await facts(`('a', 'commune:01002'), ('b', 'commune:01001')`);
    const before = await keysById();
    await write(merged);
    const after = await keysById();
    expect(after['commune:01002']).toBeUndefined();
    expect(Object.values(after)).not.toContain(before['commune:01002']);
    expect(after['commune:01003']).toBeGreaterThan(Math.max(...Object.values(before)));
    expect(
      await query('SELECT fact.name, id FROM fact JOIN territory ON key = territory ORDER BY fact.name'),
    ).toEqual([
      { name: 'a', id: 'commune:01001' },
      { name: 'b', id: 'commune:01001' },
    ]);
    expect(
      await query(
        'SELECT alias.id, territory.id AS today FROM territory_alias AS alias JOIN territory ON key = target',
      ),
    ).toEqual([{ id: 'commune:01002', today: 'commune:01001' }]);
    expect(
      await query(
        'SELECT FROM territory_closure WHERE ancestor NOT IN (SELECT key FROM territory) OR descendant NOT IN (SELECT key FROM territory)',
      ),
    ).toEqual([]);
  });

  it('does not double a link that both had', async () => {
    await write(geographyOf([commune('01001'), commune('01002')]));
    await query(
      'CREATE TABLE fact (name text, territory integer REFERENCES territory (key), PRIMARY KEY (name, territory))',
    );
    await query(`INSERT INTO fact SELECT 'a', key FROM territory WHERE level = 'COMMUNE'`);
    await write(merged);
    expect(await query('SELECT fact.name, id FROM fact JOIN territory ON key = territory')).toEqual([
      { name: 'a', id: 'commune:01001' },
    ]);
  });

  it('stays with its containment when something refers to it and nothing succeeds it', async () => {
    await write(geographyOf([commune('01001')], ['01001']));
    await facts(`('a', 'epci:200000001')`);
    const before = await keysById();
    await write(geographyOf([commune('01001')]));
    expect(await keysById()).toEqual(before);
    expect(await contained('france')).toContain('epci:200000001');
  });

  it('goes when nothing refers to it', async () => {
    await write(geographyOf([commune('01001')], ['01001']));
    await write(geographyOf([commune('01001')]));
    expect(await keysById()).not.toHaveProperty('epci:200000001');
    expect(
      await query(`SELECT FROM territory_citation WHERE territory NOT IN (SELECT key FROM territory)`),
    ).toEqual([]);
  });

  it('comes back as itself when the code takes it up again', async () => {
    await write(merged);
    await write(geographyOf([commune('01001'), commune('01002'), commune('01003')]));
    expect(await keysById()).toHaveProperty('commune:01002');
    expect(await query('SELECT FROM territory_alias')).toEqual([]);
  });
});

describe('the migrations', () => {
  it.each(['actors', 'flows'] as const)('of %s leave an empty schema behind when undone', async (name) => {
    const { dataSource } = db.of(name);
    const runner = dataSource.createQueryRunner();
    try {
      await new (name === 'actors' ? ActorsTerritories : FlowsTerritories)().down(runner);
      expect(
        await runner.query(
          `SELECT relname FROM pg_class WHERE relname LIKE 'territory%' AND relnamespace = current_schema()::regnamespace`,
        ),
      ).toEqual([]);
    } finally {
      await runner.release();
    }
  });

  it('refuse a level that is none', async () => {
    await expect(
      query(
        `INSERT INTO territory (id, level, code, name, commune_count, search_name) VALUES ('x', 'CANTON', 'x', 'x', 0, 'x')`,
      ),
    ).rejects.toThrow(/territory_level_check/);
    expect(Object.values(TerritoryLevel)).toHaveLength(6);
  });
});
