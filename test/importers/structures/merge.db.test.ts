import fc from 'fast-check';
import { graphql } from 'graphql';
import type { DataSource } from 'typeorm';
import { danglingReferences } from '../../../cli/dangling-references';
import { mergeEverywhere, undoEverywhere } from '../../../cli/merge-everywhere';
import { actorResolver } from '../../../importers/references/actors';
import type { SubgraphName } from '../../../platform/subgraph/subgraph';
import { loadActors } from '../../../reference/gt4-2022/load-actors';
import { readReport } from '../../../reference/gt4-2022/read';
import { BEST_FIRST, RANK_JOINS } from '../../../subgraphs/actors/queries/chosen-statement-sql';
import { compareStatements, type SourceRank } from '../../../subgraphs/actors/rules/better-source';
import { createActorsSubgraph } from '../../../subgraphs/actors/subgraph';
import { mergeActors } from '../../../subgraphs/actors/writes/merge-actors';
import { loadedDatabase, type TestDatabase } from '../../support/database';
import { StructuresHarness } from './structures-harness';

jest.setTimeout(180_000);

const KEPT = 'actor:reseau-cocagne';
const MERGED = 'actor:emmaus-defi';
const SIRET = '50100000400009';

let db: TestDatabase;
let harness: StructuresHarness;
let owners: Map<SubgraphName, DataSource>;
let subgraph: Awaited<ReturnType<typeof createActorsSubgraph>>;

beforeAll(async () => {
  db = await loadedDatabase();
  harness = new StructuresHarness(db);
  subgraph = await createActorsSubgraph();
  owners = new Map((['actors', 'flows', 'financing'] as const).map((name) => [name, db.of(name).dataSource]));
});
afterAll(async () => {
  harness.close();
  await db.close();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are asserted by their shape
async function ask(source: string): Promise<any> {
  const { database } = db.of('actors');
  const { data, errors } = await graphql({
    schema: subgraph.schema,
    source,
    contextValue: subgraph.createContext(database),
  });
  expect(errors).toBeUndefined();
  return data;
}

/** Everything in flows and financing that names an actor. */
async function references(): Promise<string> {
  const [flows] = await db
    .of('flows')
    .dataSource.query<{ all: string }[]>(
      `SELECT string_agg(concat_ws(' ', id, provider, receiver), E'\\n' ORDER BY id) AS all FROM flow`,
    );
  const [financing] = await db.of('financing').dataSource.query<{ all: string }[]>(
    `SELECT string_agg(t, E'\\n' ORDER BY t) AS all FROM (SELECT concat_ws(' ', id, funder, recipient) AS t FROM award
       UNION ALL SELECT concat_ws(' ', project, key, funder) FROM resource_line UNION ALL SELECT to_jsonb(p)::text FROM project_party p
       UNION ALL SELECT concat_ws(' ', id, operator) FROM funding_scheme UNION ALL SELECT to_jsonb(u)::text FROM useful_effect u) x`,
  );
  return `${flows?.all}\n${financing?.all}`;
}

describe('merging two actors', () => {
  it('moves all that names the one to the other, leads its id and slug there, and undoes to the letter', async () => {
    const before = [await harness.dump(['modified_at']), await references()];
    const id = await mergeEverywhere(owners, KEPT, MERGED);
    expect(await references()).not.toContain(`${MERGED} `);
    expect(await danglingReferences(owners)).toEqual([]);
    const { byId, bySlug } = await ask(
      `{ byId: actor(id: "${MERGED}") { id } bySlug: actor(slug: "emmaus-defi") { id projects { slug } } }`,
    );
    expect(byId).toEqual({ id: KEPT });
    expect(bySlug.projects).toContainEqual({ slug: 'le-radis' });
    expect(await actorResolver(db.of('actors').database)()(['emmaus-defi'])).toEqual([{ id: KEPT }]);
    await undoEverywhere(owners, id);
    expect([await harness.dump(['modified_at']), await references()]).toEqual(before);
  });

  it('is completed by running it again after a crash between the schemas', async () => {
    const before = [await harness.dump(['modified_at']), await references()];
    await db
      .of('actors')
      .dataSource.transaction((manager) => mergeActors(manager.queryRunner!, KEPT, MERGED));
    expect((await danglingReferences(owners)).join('\n')).toContain(`run "maillon merge ${KEPT} ${MERGED}"`);
    const id = await mergeEverywhere(owners, KEPT, MERGED);
    expect(await danglingReferences(owners)).toEqual([]);
    await mergeEverywhere(owners, KEPT, MERGED);
    await undoEverywhere(owners, id);
    expect([await harness.dump(['modified_at']), await references()]).toEqual(before);
  });

  it('survives the report being loaded again', async () => {
    const id = await mergeEverywhere(owners, KEPT, MERGED);
    const merged = await harness.dump();
    await db.of('actors').dataSource.transaction((manager) => loadActors(manager, readReport()));
    expect(await harness.dump()).toBe(merged);
    await undoEverywhere(owners, id);
  });

  it('refuses what cannot be', async () => {
    await expect(mergeEverywhere(owners, KEPT, KEPT)).rejects.toThrow(/lui-même/);
    await expect(mergeEverywhere(owners, KEPT, 'actor:personne')).rejects.toThrow(/pas d’acteur/);
    await expect(undoEverywhere(owners, '999999')).rejects.toThrow(/pas de fusion/);
    const first = await mergeEverywhere(owners, KEPT, MERGED);
    const second = await mergeEverywhere(owners, 'actor:emmaus-france', KEPT);
    await expect(undoEverywhere(owners, first)).rejects.toThrow(
      new RegExp(`--undo ${second}|fusion n° ${second}`),
    );
    const before = (await ask(`{ actor(id: "${MERGED}") { id } }`)).actor;
    expect(before).toEqual({ id: 'actor:emmaus-france' });
    await undoEverywhere(owners, second);
    await undoEverywhere(owners, first);
    await expect(undoEverywhere(owners, first)).rejects.toThrow(/déjà défaite/);
  });
});

describe('what the API says of provenance', () => {
  it('names each source, what it says, and which one is shown', async () => {
    await harness.run(
      [{ id: 'p', siret: SIRET, nom: 'Le Pré', code_insee: '41018', date_maj: '2024-01-01' }],
      { source: 'un' },
    );
    await harness.run([{ id: 'q', siret: SIRET, nom: 'LE PRÉ', date_maj: '2023-01-01' }], { source: 'deux' });
    const { actor } = await ask(`{ actor(siret: "${SIRET}") {
      state closedOn identifierDoubts { reason } provenance { attribute value statedOn chosen source { title locator } } } }`);
    expect(actor).toMatchObject({ state: 'ACTIVE', closedOn: null, identifierDoubts: [] });
    expect(actor.provenance.filter(({ attribute }: { attribute: string }) => attribute === 'name')).toEqual([
      {
        attribute: 'name',
        value: 'Le Pré',
        statedOn: '2024-01-01',
        chosen: true,
        source: { title: 'Registre un', locator: 'p' },
      },
      {
        attribute: 'name',
        value: 'LE PRÉ',
        statedOn: '2023-01-01',
        chosen: false,
        source: { title: 'Registre deux', locator: 'q' },
      },
    ]);
  });

  it('orders statements in SQL as the rule does', async () => {
    const runner = db.of('actors').dataSource.createQueryRunner();
    const statement = fc.record({
      held: fc.boolean(),
      doubtful: fc.boolean(),
      kind: fc.constantFrom('IMPORT', 'REPORT', 'REFERENCE'),
      statedOn: fc.constantFrom('2020-01-01', '2024-05-01'),
      externalId: fc.constantFrom('1', '2'),
    });
    const rank: Record<string, SourceRank> = { IMPORT: 'REGISTER', REPORT: 'REPORT', REFERENCE: 'OTHER' };
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(statement, { minLength: 2, maxLength: 6, selector: (each) => JSON.stringify(each) }),
        async (all) => {
          await runner.startTransaction();
          try {
            for (const [index, each] of all.entries()) {
              const source = `regle-${index}`;
              await runner.query(
                `INSERT INTO source (slug, title, publisher, kind) VALUES ($1, '', '', $2)`,
                [source, each.kind],
              );
              await runner.query(`INSERT INTO actor_statement VALUES ($1, $2, $3, 'siret', '"1"', $4)`, [
                KEPT,
                source,
                each.externalId,
                each.statedOn,
              ]);
              await runner.query(
                `INSERT INTO register_entry (source, external_id, actor_id, matched_by, left_at)
               VALUES ($1, $2, $3, 'NEW', CASE WHEN $4 THEN NULL ELSE now() END)`,
                [source, each.externalId, KEPT, each.held],
              );
              if (each.doubtful)
                await runner.query(
                  `INSERT INTO identifier_doubt VALUES ($1, $2, $3, 'SIRET', '1', 'WRONG_FORM')`,
                  [KEPT, source, each.externalId],
                );
            }
            const rows = (await runner.query(
              `SELECT st.source FROM actor_statement st ${RANK_JOINS} WHERE st.source LIKE 'regle-%' ORDER BY ${BEST_FIRST}`,
            )) as { source: string }[];
            const expected = all
              .map((each, index) => ({
                ...each,
                rank: rank[each.kind] as SourceRank,
                source: `regle-${index}`,
              }))
              .sort(compareStatements);
            expect(rows.map(({ source }) => source)).toEqual(expected.map(({ source }) => source));
          } finally {
            await runner.rollbackTransaction();
          }
        },
      ),
      { numRuns: 10 },
    );
    await runner.release();
  });
});
