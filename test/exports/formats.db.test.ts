import { text } from 'node:stream/consumers';
import type { Listening } from '../../platform/http/listening';
import { FORMATS } from '../../exports/formats';
import { TABLE_NAMES, TABLES } from '../../exports/tables';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer, remoteExportServer } from './export-server';
import { download, readCsv, readNdjson, readParquet, type Row } from './read-export';

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

const address = (path: string): string => `${server.url}/exports/${path}`;

/** Values as CSV writes them, from those of another format. */
function asCsv(row: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || value === undefined
        ? ''
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value as string | number | boolean),
    ]),
  );
}

/** Numbers without the zeros that only one of the formats keeps; lists without spaces. */
function plain(row: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      /^-?\d+\.\d+$/.test(value)
        ? String(Number(value))
        : /^\[.*\]$/.test(value)
          ? JSON.stringify(JSON.parse(value))
          : value,
    ]),
  );
}

describe.each(TABLE_NAMES)('%s', (name) => {
  const columns = TABLES[name].table.columns.map((column) => column.name);

  it('is the same in the three formats, column by column, row by row', async () => {
    const rows = readCsv(await (await download(address(`${name}.csv`))).text());
    expect(rows.length).toBeGreaterThan(5);
    expect(Object.keys(rows[0]!)).toEqual(columns);
    const lines = readNdjson(await (await download(address(`${name}.ndjson`))).text());
    expect(Object.keys(lines[0]!)).toEqual(columns);
    const groups = await readParquet(await (await download(address(`${name}.parquet`))).arrayBuffer());
    expect(Object.keys(groups[0]!)).toEqual(columns);
    expect(lines.map(asCsv).map(plain)).toEqual(rows.map(plain));
    expect(groups.map(asCsv).map(plain)).toEqual(rows.map(plain));
  });

  it('stands in the order of ids, byte by byte, and announces its rows', async () => {
    const response = await download(address(`${name}.csv`));
    const ids = readCsv(await response.text()).map(({ id }) => Buffer.from(id!));
    expect(ids.toSorted(Buffer.compare)).toEqual(ids);
    expect(response.headers.get('x-export-rows')).toBe(String(ids.length));
    const head = await fetch(address(`${name}.csv`), { method: 'HEAD' });
    expect(head.headers.get('x-export-rows')).toBe(String(ids.length));
    expect(await head.text()).toBe('');
  });

  it('gives the same bytes twice, compressed or not', async () => {
    const identity = await (await download(address(`${name}.csv`), { 'accept-encoding': 'identity' })).text();
    const gzip = await download(address(`${name}.csv`), { 'accept-encoding': 'gzip' });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(await gzip.text()).toBe(identity);
  });

  it('has a value in every column that must have one, and no value outside those announced', async () => {
    for (const row of readNdjson(await (await download(address(`${name}.ndjson`))).text())) {
      for (const { name: column, required, values } of TABLES[name].table.columns) {
        const value = row[column];
        if (required) expect([column, value]).not.toEqual([column, null]);
        if (!values || value === null) continue;
        for (const one of [value].flat()) expect(values).toContain(one);
      }
    }
  });
});

describe('what a file says of itself', () => {
  it('names its type and the file', async () => {
    const type = async (path: string) => {
      const { headers } = await download(address(path));
      return [headers.get('content-type'), headers.get('content-disposition')];
    };
    expect(await type('awards.csv')).toEqual([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="maillon-awards.csv"',
    ]);
    expect(await type('awards.ndjson')).toEqual([
      'application/x-ndjson; charset=utf-8',
      'attachment; filename="maillon-awards.ndjson"',
    ]);
    expect(await type('awards.parquet')).toEqual([
      'application/vnd.apache.parquet',
      'attachment; filename="maillon-awards.parquet"',
    ]);
  });

  it('does not compress Parquet again', async () => {
    const response = await download(address('actors.parquet'), { 'accept-encoding': 'gzip' });
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('lets pages of other origins read it, the count included', async () => {
    const response = await download(address('projects.ndjson'), { origin: 'https://example.org' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Export-Rows');
  });

  it('keeps the header when nothing is left, in every format', async () => {
    const none = 'year=1900';
    expect(await (await download(address(`flows.csv?${none}`))).text()).toBe(
      `${TABLES.flows.table.columns.map(({ name }) => name).join(',')}\n`,
    );
    expect(await (await download(address(`flows.ndjson?${none}`))).text()).toBe('');
    expect(await readParquet(await (await download(address(`flows.parquet?${none}`))).arrayBuffer())).toEqual(
      [],
    );
  });
});

it.each(TABLE_NAMES)(
  'writes %s alike whether names are joined to few rows or filled in many',
  async (name) => {
    const { table, subgraph } = TABLES[name];
    const written = async (announced: number): Promise<string> => {
      const snapshot = await db.of(subgraph).database.snapshot({ maxMs: 60_000 });
      try {
        const { bytes } = FORMATS.csv.write(snapshot, table, table.select({}), announced);
        return await text(bytes);
      } finally {
        await snapshot.close();
      }
    };
    const few = await written(1);
    expect(few.split('\n').length).toBeGreaterThan(5);
    expect(await written(1_000_000)).toBe(few);
  },
);

describe('over subgraphs that run elsewhere', () => {
  let remote: Listening;
  beforeAll(async () => {
    remote = await remoteExportServer(db);
  });
  afterAll(() => remote.close());

  it.each(TABLE_NAMES)('%s is the same, and so are mistakes', async (name) => {
    for (const path of [`${name}.csv`, `${name}.parquet`, `${name}.csv?colour=red`]) {
      const answers = await Promise.all(
        [server, remote].map(async ({ url }) => {
          const response = await fetch(`${url}/exports/${path}`, { headers: { 'accept-encoding': 'gzip' } });
          const { headers } = response;
          const told = [
            'content-type',
            'content-disposition',
            'content-encoding',
            'x-export-rows',
            'vary',
          ].map((header) => headers.get(header));
          return { status: response.status, told, body: Buffer.from(await response.arrayBuffer()) };
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
    }
  });

  it('gathers one package', async () => {
    const packages = await Promise.all(
      [server, remote].map(async ({ url }) => {
        const { created, ...rest } = (await (
          await download(`${url}/exports/datapackage.json`)
        ).json()) as Row;
        expect(typeof created).toBe('string');
        return rest;
      }),
    );
    expect(packages[1]).toEqual(packages[0]);
  });
});
