import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Listening } from '../../platform/http/listening';
import { TABLES } from '../../exports/tables';
import { questionTypeOf } from '../../exports/parameters';
import { createActorsSubgraph } from '../../subgraphs/actors/subgraph';
import { createFinancingSubgraph } from '../../subgraphs/financing/subgraph';
import { createFlowsSubgraph } from '../../subgraphs/flows/subgraph';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer } from './export-server';
import { download, readCsv, readParquet, type Row } from './read-export';

const text = readFileSync(path.join(__dirname, '../../docs/research.md'), 'utf8');

/** Rows of the table that stands below a mark, as texts. */
function documented(name: string): string[][] {
  const [, below = ''] = text.split(`<!-- answer: ${name} -->\n\n`);
  const [table = ''] = below.split('\n\n', 1);
  return table
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Code of a language, all blocks. */
function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map((match) => match[1]!);
}

let db: TestDatabase;
let server: Listening;

beforeAll(async () => {
  db = await loadedDatabase();
  server = await exportServer(db);
}, 180_000);
afterAll(async () => {
  await server.close();
  await db.close();
});

const csv = async (table: string): Promise<Row[]> =>
  readCsv(await (await download(`${server.url}/exports/${table}.csv`)).text());
const parquet = async (table: string): Promise<Row[]> =>
  readParquet(await (await download(`${server.url}/exports/${table}.parquet`)).arrayBuffer());

const absent = (value: unknown): boolean => value === null || value === '';
/** Sums of a column in millionths, so that floating point adds nothing of its own. */
const sum = (rows: readonly Row[], column: string): number =>
  rows.reduce((total, row) => total + Math.round(Number(row[column] ?? 0) * 1e6), 0) / 1e6;

function byColumn(rows: readonly Row[], column: string): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const value = row[column] as string;
    groups.set(value, [...(groups.get(value) ?? []), row]);
  }
  return [...groups];
}

interface Api {
  stages: { stage: string; flows: number; tonnes: number }[];
  providers: { provider: { name: string } | null; tonnes: number }[];
  funders: { funderCategory: string; awards: number; awardsWithoutAmount: number }[];
}

/** The document's own operation. */
async function api(): Promise<Api> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: blocks('graphql')[0] }),
  });
  const { data, errors } = (await response.json()) as { data: Api; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

describe.each([
  ['CSV', csv],
  ['Parquet', parquet],
])('the worked example from %s', (_format, read) => {
  it('counts stages as the document and the API do', async () => {
    const rows = byColumn(await read('flows'), 'stage')
      .map(([stage, flows]) => [
        stage,
        String(flows.length),
        String(sum(flows, 'tonnes')),
        String(flows.filter(({ tonnes }) => absent(tonnes)).length),
      ])
      .sort();
    expect(rows).toEqual(documented('stages'));
    const { stages } = await api();
    expect(stages.map(({ stage, flows, tonnes }) => [stage, String(flows), String(tonnes)]).sort()).toEqual(
      rows.map((row) => row.slice(0, 3)),
    );
  });

  it('ranks providers as the document and the API do', async () => {
    const names = new Map((await read('actors')).map(({ id, name }) => [id, name as string]));
    const weighed = (await read('flows')).filter(
      ({ tonnes, provider }) => !absent(tonnes) && !absent(provider),
    );
    const rows = byColumn(weighed, 'provider')
      .map(([id, flows]) => ({ name: names.get(id)!, tonnes: sum(flows, 'tonnes') }))
      .sort((a, b) => b.tonnes - a.tonnes);
    expect(rows.map(({ name, tonnes }) => [name, String(tonnes)])).toEqual(documented('providers'));
    const { providers } = await api();
    expect(
      providers
        .filter(({ provider, tonnes }) => provider !== null && tonnes > 0)
        .map(({ provider, tonnes }) => ({ name: provider!.name, tonnes }))
        .sort((a, b) => b.tonnes - a.tonnes),
    ).toEqual(rows);
  });

  it('counts funders as the document and the API do', async () => {
    const rows = byColumn(await read('awards'), 'funder_category')
      .map(([category, awards]) => [
        category,
        String(awards.length),
        String(awards.filter(({ amount }) => absent(amount)).length),
      ])
      .sort();
    expect(rows).toEqual(documented('funders'));
    const { funders } = await api();
    expect(
      funders.map((row) => [row.funderCategory, String(row.awards), String(row.awardsWithoutAmount)]).sort(),
    ).toEqual(rows);
  });
});

it('names addresses that answer', async () => {
  const addresses = [
    ...text.matchAll(/http:\/\/localhost:4000(\/exports\/[^\s`"$]*\?[^\s`"]*|\/exports\/\w+\.\w+)/g),
  ];
  expect(addresses.length).toBeGreaterThan(2);
  for (const [, address] of addresses) {
    expect([address, (await fetch(`${server.url}${address}`, { method: 'HEAD' })).status]).toEqual([
      address,
      200,
    ]);
  }
});

it('lists every parameter of every table, and no other', async () => {
  const subgraphs = {
    actors: await createActorsSubgraph(),
    flows: await createFlowsSubgraph(),
    financing: await createFinancingSubgraph(),
  };
  const [, section = ''] = text.split('## Filters');
  for (const [name, { subgraph, table }] of Object.entries(TABLES)) {
    const line = section.split('\n').find((row) => row.startsWith(`| \`${name}\``));
    const told = [...(line ?? '').split('|')[2]!.matchAll(/`([\w.]+)`/g)].map(
      (match) => match[1]!.split('.', 1)[0],
    );
    const fields = Object.keys(questionTypeOf(subgraphs[subgraph].schema, table).getFields());
    expect([name, [...new Set(told)].sort()]).toEqual([name, fields.sort()]);
  }
});
