import { parse } from 'csv-parse/sync';
import type * as Hyparquet from 'hyparquet' with { 'resolution-mode': 'import' };

export type Row = Record<string, unknown>;

/** Rows of a CSV file, every value a text. */
export function readCsv(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

export function readNdjson(text: string): Row[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);
}

/** Rows of a Parquet file; dates, moments and exact numbers as texts, to compare them with the other formats. */
export async function readParquet(file: ArrayBuffer): Promise<Row[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an ES module: see jest.config.js
  const { parquetReadObjects } = require('hyparquet') as typeof Hyparquet;
  const rows = (await parquetReadObjects({ file })) as Row[];
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Date ? value.toISOString().replace('T00:00:00.000Z', '') : rounded(value),
      ]),
    ),
  );
}

/** The file holds exact decimals; this reader multiplies them by a power of ten in floating point. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(15)) : (value ?? null);
}

/** Asks a server for an export that must succeed. */
export async function download(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}
