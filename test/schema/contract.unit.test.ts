import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { breakingChanges } from '../../schema/breaking-changes';
import {
  RELEASED_FILE,
  SUPERGRAPH_FILE,
  contractFiles,
  printPublicSchema,
} from '../../schema/contract-files';
import { undescribed } from '../../schema/descriptions';
import { problemsOf } from '../../schema/verify';
import { createFixture } from '../support/fixture/supergraph';

describe('the committed schema files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-schema-'));
  let files: Map<string, string>;

  beforeAll(async () => {
    const { subgraphs } = await createFixture();
    files = new Map(contractFiles(Object.values(subgraphs)));
    files.set(RELEASED_FILE, printPublicSchema(files.get(SUPERGRAPH_FILE) ?? ''));
  });
  beforeEach(() => {
    for (const [name, sdl] of files) writeFileSync(join(folder, name), sdl);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const generated = (): Map<string, string> => new Map([...files].filter(([name]) => name !== RELEASED_FILE));

  it('are one a subgraph and the supergraph, in SDL, sorted, with the directives of federation', () => {
    expect([...generated().keys()]).toEqual(['actors.graphql', 'flows.graphql', 'supergraph.graphql']);
    for (const sdl of files.values()) expect(() => parse(sdl)).not.toThrow();
    const actors = files.get('actors.graphql') ?? '';
    expect(actors).toContain('@key(fields: "id")');
    expect(actors).toContain('@link(');
    expect(actors).toContain('"""An actor."""');
    expect(actors.indexOf('type Actor')).toBeLessThan(actors.indexOf('type PageInfo'));
    expect(files.get(RELEASED_FILE)).not.toContain('join__');
  });

  it('are the same whatever the order of the subgraphs', async () => {
    const { subgraphs } = await createFixture();
    expect(contractFiles(Object.values(subgraphs).reverse())).toEqual(generated());
  });

  it('raise nothing when they are fresh', () => expect(problemsOf(generated(), folder)).toEqual([]));

  it('are named when stale or missing', () => {
    writeFileSync(join(folder, 'flows.graphql'), 'type Query { old: Int }');
    rmSync(join(folder, SUPERGRAPH_FILE));
    rmSync(join(folder, RELEASED_FILE));
    expect(problemsOf(generated(), folder)).toEqual([
      'schema/flows.graphql is stale: run `npm run schema` and commit the change.',
      'schema/supergraph.graphql is stale: run `npm run schema` and commit the change.',
      'schema/released.graphql is missing: make it with `node dist/schema/emit.js --release`.',
    ]);
  });

  it('may not take back what was released', () => {
    const released = files.get(RELEASED_FILE) ?? '';
    writeFileSync(join(folder, RELEASED_FILE), released.replace('type Flow {', 'type Flow {\n  gone: Int\n'));
    expect(problemsOf(generated(), folder)).toEqual(['Breaks the released contract: Flow.gone was removed.']);
  });

  it('are refused with reasons when the subgraphs do not compose', async () => {
    const { subgraphs } = await createFixture();
    const clash = buildSchema('type Query { flows: Int } type Flow { id: Int }');
    const broken = { ...subgraphs.flows, name: 'financing' as const, schema: clash };
    expect(() => contractFiles([...Object.values(subgraphs), broken])).toThrow(/do not compose:\n {2}\S/);
  });
});

it('finds everything without a description', () => {
  const schema = buildSchema(`
    type Query { actor(id: ID, "Name." name: String): Actor }
    type Actor { "Name." name: String kind: Kind }
    "Kinds." enum Kind { A "B." B }
    "Filter." input Filter { "  " name: String }
    scalar Date
  `);
  expect(undescribed(schema)).toEqual([
    'Actor',
    'Actor.kind',
    'Date',
    'Filter.name',
    'Kind.A',
    'Query.actor',
    'Query.actor(id:)',
  ]);
});

it('takes a changed default for a breaking change, an added field for none', () => {
  const released = buildSchema('type Query { total(nature: String = "ACTUAL"): Int }');
  expect(
    breakingChanges(released, buildSchema('type Query { total(nature: String = "ALL"): Int }')),
  ).toHaveLength(1);
  expect(
    breakingChanges(released, buildSchema('type Query { total(nature: String = "ACTUAL"): Int more: Int }')),
  ).toEqual([]);
});
