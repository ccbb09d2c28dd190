import 'reflect-metadata';
import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { FORMATS } from '../../exports/formats';
import type { FormatName } from '../../exports/formats/format';
import type { ExportColumn, ExportTable } from '../../platform/export-table';
import { SqlConditions } from '../../platform/sql-conditions';
import { withLiterals } from '../../platform/sql-literals';
import { actorsStorage } from '../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../support/database';
import { readCsv, readNdjson, readParquet } from './read-export';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(actorsStorage);
});
afterAll(() => db.close());

/** What tears formats apart: quotes, separators, escapes, line ends, texts that look like something else. */
const wild = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('"', "'", ',', ';', '\t', '\n', '\r', '\\', '\u0001', '\u0002', 'N', 'é', '🥕'),
    }),
    fc.constantFrom('\\N', '\\.', '', ' ', 'NULL', 'null', '{}', '[]', '\u2028', '\ufeff', '$1', "E'\\n'"),
  )
  // PostgreSQL holds no NUL; the reader of Parquet takes a leading byte order mark for no part of a text.
  .map((text) => text.replaceAll('\0', '').replace(/^\ufeff+/, ''));

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Few enough digits for a double: the JavaScript readers of NDJSON and Parquet give no more. */
const exact = fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map((digits) => (digits / 1e6).toFixed(6));

const record = fc.record({
  text: wild,
  maybe: fc.option(wild),
  list: fc.array(wild, { maxLength: 4 }),
  exact: fc.option(exact),
  truth: fc.option(fc.boolean()),
  day: fc.option(day),
});
type Wild = typeof record extends fc.Arbitrary<infer T> ? T : never;

const column = (
  name: string,
  type: ExportColumn['type'],
  more: Partial<ExportColumn> = {},
): ExportColumn => ({
  ...{ name, type, sql: name, description: name },
  ...more,
});

/** A table of the rows given. */
function tableOf(rows: readonly Wild[]): { table: ExportTable; conditions: SqlConditions } {
  const conditions = new SqlConditions();
  const at = conditions.value(JSON.stringify(rows));
  const table: ExportTable = {
    title: 'Wild',
    description: '',
    filterType: '',
    base: `(SELECT n, r->>'text' AS text, r->>'maybe' AS maybe, (r->>'exact')::numeric AS exact,
              (r->>'truth')::boolean AS truth, (r->>'day')::date AS day,
              ARRAY(SELECT jsonb_array_elements_text(r->'list')) AS list
            FROM jsonb_array_elements(${at}::jsonb) WITH ORDINALITY AS given (r, n)) AS wild`,
    order: 'n',
    joins: () => '',
    references: {},
    sourcesSql: '',
    columns: [
      column('text', 'string', { required: true }),
      column('maybe', 'string'),
      column('list', 'list', { required: true }),
      column('exact', 'decimal', { precision: 18, scale: 6 }),
      column('truth', 'boolean'),
      column('day', 'date'),
    ],
    select: () => ({ conditions, territories: {} }),
  };
  return { table, conditions };
}

/** What a format gives of rows, as it does when so many are announced. */
async function exported(
  format: FormatName,
  table: ExportTable,
  conditions: SqlConditions,
  announced: number,
): Promise<{ content: Buffer; rows: number; copies: number }> {
  const snapshot = await db.database.snapshot({ maxMs: 60_000 });
  const copy = jest.spyOn(snapshot, 'copy');
  try {
    const selection = { conditions, territories: {} };
    const { bytes, rowCount } = FORMATS[format].write(snapshot, table, selection, announced);
    return { content: await buffer(bytes), rows: await rowCount(), copies: copy.mock.calls.length };
  } finally {
    await snapshot.close();
  }
}

async function written(format: FormatName, rows: readonly Wild[]): Promise<Buffer> {
  const { table, conditions } = tableOf(rows);
  const { content, rows: sent } = await exported(format, table, conditions, rows.length);
  expect(sent).toBe(rows.length);
  return content;
}

const some = fc.array(record, { minLength: 1, maxLength: 30 });

it('writes any text so that a CSV reader gives it back', async () => {
  await fc.assert(
    fc.asyncProperty(some, async (rows) => {
      const read = readCsv((await written('csv', rows)).toString('utf8'));
      expect(read).toEqual(
        rows.map(({ text, maybe, exact: number, truth, day: date }) => ({
          text,
          maybe: maybe ?? '',
          list: expect.any(String),
          exact: number ?? '',
          truth: truth === null ? '' : String(truth),
          day: date ?? '',
        })),
      );
      expect(read.map(({ list }) => JSON.parse(list!) as string[])).toEqual(rows.map(({ list }) => list));
    }),
    { numRuns: 40 },
  );
});

it('fills names of many rows in as PostgreSQL joins them', async () => {
  const named = fc.record({ value: wild, name: fc.option(wild), family: fc.option(wild) });
  const unique = fc.uniqueArray(named, { selector: ({ value }) => value, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(some, unique, async (rows, names) => {
      // Some rows have a name.
      const known = [...names, { value: rows[0]!.text, name: 'première', family: null }].filter(
        ({ value }, index, all) => all.findIndex((other) => other.value === value) === index,
      );
      // No dollar: the statement around it would take it for a parameter.
      const json = JSON.stringify(known).replaceAll('$', '\\u0024');
      const sql = withLiterals(
        `SELECT value, name, family FROM jsonb_to_recordset($1::jsonb)
        AS known (value text, name text, family text)`,
        [json],
      );
      const { table, conditions } = tableOf(rows);
      const joined: ExportTable = {
        ...table,
        columns: [
          column('maybe', 'string'),
          column('name', 'string', { sql: 'known.name' }),
          column('family', 'string', { sql: 'known.family' }),
          column('list', 'list', { required: true }),
        ],
        namings: [
          {
            columns: ['name', 'family'],
            value: 'text',
            names: sql,
            join: `LEFT JOIN (${sql}) AS known ON known.value = text`,
          },
        ],
      };
      const few = await exported('csv', joined, conditions, rows.length);
      expect(few).toMatchObject({ rows: rows.length, copies: 1 });
      // One of the names, one of the rows.
      expect(await exported('csv', joined, conditions, 1_000_000)).toEqual({ ...few, copies: 2 });
    }),
    { numRuns: 40 },
  );
});

it('writes any text so that a JSON reader gives it back, one row a line', async () => {
  await fc.assert(
    fc.asyncProperty(some, async (rows) => {
      expect(readNdjson((await written('ndjson', rows)).toString('utf8'))).toEqual(
        rows.map((row) => ({ ...row, exact: row.exact === null ? null : Number(row.exact) })),
      );
    }),
    { numRuns: 40 },
  );
});

it('writes any text so that a Parquet reader gives it back', async () => {
  await fc.assert(
    fc.asyncProperty(some, async (rows) => {
      const file = await written('parquet', rows);
      const read = await readParquet(new Uint8Array(file).buffer);
      expect(read).toEqual(
        rows.map((row) => ({ ...row, exact: row.exact === null ? null : Number(row.exact) })),
      );
    }),
    { numRuns: 40 },
  );
});

it('finds what a filter asks, whatever is in it: a value never becomes SQL', async () => {
  await fc.assert(
    fc.asyncProperty(wild, fc.array(wild, { minLength: 1, maxLength: 4 }), async (one, many) => {
      const snapshot = await db.database.snapshot({ maxMs: 60_000 });
      try {
        const { bytes } = snapshot.copy(
          'SELECT ($1::text) AS one, to_json($2::text[]) AS many WHERE $1::text IS NOT NULL',
          [one, many],
          'FORMAT csv',
        );
        const [row] = readCsv(`one,many\n${await text(bytes)}`);
        expect([row?.['one'], JSON.parse(row?.['many'] ?? '')]).toEqual([one, many]);
      } finally {
        await snapshot.close();
      }
    }),
    { numRuns: 60 },
  );
});
