import { createHash } from 'node:crypto';
import type { Listening } from '../../platform/http/listening';
import { TABLES, type TableName } from '../../exports/tables';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer } from './export-server';
import { download, readCsv } from './read-export';

interface Resource {
  name: string;
  path: string;
  rowCount: number;
  hash?: string;
  bytes?: number;
  alternatives: { path: string; format: string }[];
  schema: {
    fields: { name: string; type: string; description: string; constraints?: { enum?: string[] } }[];
  };
  sources: { slug: string; title: string; publisher: string; licence: string | null }[];
  licenses?: { name: string; path: string }[];
}
interface Package {
  version?: string;
  licenses?: { name: string }[];
  resources: Resource[];
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

async function dataPackage(query = ''): Promise<Package> {
  return (await (await download(`${server.url}/exports/datapackage.json${query}`)).json()) as Package;
}

const tableOf = (name: string) => TABLES[name.replace(/-planned$/, '') as TableName].table;

it('lists every table, what was planned apart from what was realised', async () => {
  const { resources } = await dataPackage();
  expect(resources.map(({ name, path }) => [name, path])).toEqual([
    ['flows', 'flows.csv'],
    ['flows-planned', 'flows.csv?nature=PLANNED'],
    ['impact', 'impact.csv'],
    ['impact-planned', 'impact.csv?nature=PLANNED'],
    ['awards', 'awards.csv'],
    ['awards-planned', 'awards.csv?nature=PLANNED'],
    ['actors', 'actors.csv'],
    ['projects', 'projects.csv'],
  ]);
});

it('says of each file what it is: hash, size, rows, columns', async () => {
  for (const { name, path, hash, bytes, rowCount, schema } of (await dataPackage()).resources) {
    const file = Buffer.from(await (await download(`${server.url}/exports/${path}`)).arrayBuffer());
    expect(hash).toBe(`sha256:${createHash('sha256').update(file).digest('hex')}`);
    expect(bytes).toBe(file.length);
    const text = file.toString('utf8');
    expect(readCsv(text)).toHaveLength(rowCount);
    expect(schema.fields.map((field) => field.name).join(',')).toBe(text.split('\n', 1)[0]);
    expect(schema.fields.every(({ description }) => description.length > 10)).toBe(true);
    expect(tableOf(name).columns.map(({ unit }) => unit)).toEqual(
      schema.fields.map((field) => (field as { unit?: string }).unit),
    );
  }
});

it('offers files that are there', async () => {
  for (const { alternatives } of (await dataPackage('?hashes=false')).resources) {
    for (const { path } of alternatives) {
      const response = await fetch(`${server.url}/exports/${path}`, { method: 'HEAD' });
      expect(response.status).toBe(200);
    }
  }
});

it('has a type of the standard for each column, and values that fit it', async () => {
  const fits: Record<string, RegExp> = {
    string: /^[^]*$/,
    date: /^\d{4}-\d\d-\d\d$/,
    datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    boolean: /^(true|false)$/,
    integer: /^-?\d+$/,
    number: /^-?\d+(\.\d+)?$/,
    array: /^\[[^]*\]$/,
  };
  for (const { path, schema } of (await dataPackage('?hashes=false')).resources) {
    const rows = readCsv(await (await download(`${server.url}/exports/${path}`)).text());
    for (const { name, type, constraints } of schema.fields) {
      expect(Object.keys(fits)).toContain(type);
      for (const row of rows) {
        if (row[name] === '') continue;
        expect(row[name]).toMatch(fits[type]!);
        if (constraints?.enum) expect(constraints.enum).toContain(row[name]);
      }
    }
  }
});

it('describes every source that a row names, with its licence', async () => {
  const { resources } = await dataPackage('?hashes=false');
  for (const { path, sources } of resources) {
    const slugs = sources.map(({ slug }) => slug);
    for (const row of readCsv(await (await download(`${server.url}/exports/${path}`)).text())) {
      const named =
        row['sources'] === undefined ? [row['source']!] : (JSON.parse(row['sources']) as string[]);
      expect(slugs).toEqual(expect.arrayContaining(named));
      if (row['conversion_source']) expect(slugs).toContain(row['conversion_source']);
    }
    expect(sources.every(({ title, publisher }) => title !== '' && publisher !== '')).toBe(true);
  }
});

it('leaves the hashes out when asked', async () => {
  const { version, resources } = await dataPackage('?hashes=false');
  expect(version).toBeUndefined();
  expect(resources.map(({ hash, bytes }) => [hash, bytes])).toEqual(
    resources.map(() => [undefined, undefined]),
  );
});

it('stays the same until something is written, and then tells what changed', async () => {
  const before = await dataPackage();
  expect((await dataPackage()).version).toBe(before.version);
  await db
    .of('actors')
    .dataSource.query(
      `UPDATE actor SET website = 'https://example.org' WHERE id = (SELECT min(id) FROM actor)`,
    );
  const after = await dataPackage();
  expect(after.version).not.toBe(before.version);
  const changed = after.resources.filter(({ hash }, index) => hash !== before.resources[index]?.hash);
  expect(changed.map(({ name }) => name)).toEqual(['actors']);
});
