import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Client } from 'pg';
import { syntheticActors } from '../../bench/generate/actors';
import { readCountry } from '../../bench/generate/country';
import { syntheticFlows } from '../../bench/generate/flows';
import { writeActors } from '../../bench/generate/write-actors';
import { writeFlows } from '../../bench/generate/write-csv';
import { flowsSubject } from '../../importers/flows/flows.subject';
import { importFile, type ImportOutcome } from '../../importers/import-file';
import { openByteSource } from '../../importers/input/byte-source';
import { EXTENSIONS } from '../../platform/roles';
import { retractSource } from '../../subgraphs/flows/writes/merge-staged';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { inOneProcess, type WholeChain } from '../support/whole-chain';
import { regionOf, straightSum, straightSumByYear, type CsvRow, type Sum } from './straight-sum';

const SIZE = 20_000;
const SOURCE = 'flux-synthetiques';
const country = readCountry();
const folder = mkdtempSync(join(tmpdir(), 'maillon-bench-test-'));
const file = join(folder, 'synthetic-flows.csv');

let db: TestDatabase;
let chain: WholeChain;
let rows: CsvRow[];
/** What the bundled report alone sums up to. */
let before: Map<string, Totals>;

beforeAll(async () => {
  db = await loadedDatabase();
  chain = await inOneProcess(db);
  before = await allTotals();
  const actors = syntheticActors(country, 1);
  await writeFlows(syntheticFlows(country, actors, { seed: 1, size: SIZE }), createWriteStream(file));
  rows = parse(readFileSync(file), { columns: true });
  const owner = new Client({
    connectionString: db.url,
    options: `-c search_path=actors,${EXTENSIONS}`,
  });
  await owner.connect();
  await writeActors(owner, actors);
  await owner.end();
}, 180_000);
afterAll(async () => {
  await chain.close();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

function importIt(): Promise<ImportOutcome> {
  return importFile(
    {
      subject: flowsSubject,
      input: openByteSource(file),
      source: { slug: SOURCE, title: 'Flux synthétiques', publisher: 'Banc d’essai' },
      dryRun: false,
      replace: false,
      errorsFile: `${file}.erreurs.csv`,
    },
    db.of('flows').dataSource,
    db.of('actors').database,
  );
}

/** Answered totals: grams, flows, and 10^-6 of each unit that does not convert. */
type Totals = Map<string, { grams: bigint; flows: number; unconverted: Record<string, bigint> }>;

interface TotalRow {
  stage: string;
  nature: string | null;
  year: number | null;
  family: string | null;
  territory: { id: string } | null;
  tonnes: number;
  flows: number;
  unconverted: { value: string; unit: string }[];
}

const GROUPINGS = {
  family: ['STAGE', 'NATURE', 'FAMILY'],
  region: ['STAGE', 'NATURE', 'REGION'],
  year: ['STAGE', 'NATURE', 'YEAR'],
} as const;
type GroupingName = keyof typeof GROUPINGS;

async function allTotals(): Promise<Map<string, Totals>> {
  const found = new Map<string, Totals>();
  for (const [name, groupBy] of Object.entries(GROUPINGS)) {
    const { data, errors } = await chain.ask(
      `query ($groupBy: [FlowDimension!]!) { flowTotals(groupBy: $groupBy) {
         stage nature year family territory { id } tonnes flows unconverted { value unit } } }`,
      { groupBy },
    );
    expect(errors).toBeUndefined();
    const totals: Totals = new Map();
    for (const row of (data as { flowTotals: TotalRow[] }).flowTotals) {
      const by = { family: row.family, region: row.territory?.id ?? '', year: row.year }[
        name as GroupingName
      ];
      totals.set(`${row.stage} ${row.nature} ${by}`, {
        grams: BigInt(Math.round(row.tonnes * 1e6)),
        flows: row.flows,
        unconverted: Object.fromEntries(
          row.unconverted.map(({ value, unit }) => [unit, BigInt(Math.round(Number(value) * 1e6))]),
        ),
      });
    }
    found.set(name, totals);
  }
  return found;
}

/** What the file adds to the report's own totals, by adding up its rows. */
function expected(name: GroupingName, straight: Map<string, Sum>): Totals {
  const totals: Totals = new Map(before.get(name));
  for (const [key, sum] of straight) {
    const known = totals.get(key) ?? { grams: 0n, flows: 0, unconverted: {} };
    const unconverted = { ...known.unconverted };
    for (const [unit, amount] of sum.unconverted) unconverted[unit] = (unconverted[unit] ?? 0n) + amount;
    totals.set(key, { grams: known.grams + sum.grams, flows: known.flows + sum.flows, unconverted });
  }
  return totals;
}

describe('20,000 synthetic flows of the whole country', () => {
  it('are imported without a fault', async () => {
    const outcome = await importIt();
    expect(outcome).toMatchObject({
      rows: SIZE,
      faults: 0,
      counts: { inserted: SIZE, updated: 0, retracted: 0 },
    });
  });

  it('sum up to what adding the rows of the file gives, to the gram', async () => {
    const familyOf = await families();
    const region = regionOf(country);
    const found = await allTotals();
    const key = (row: CsvRow, by: string): string => `${row['stage']} ${row['nature']} ${by}`;
    const byFamily = straightSum(rows, (row) => key(row, familyOf.get(row['product'] as string) as string));
    expect(found.get('family')).toEqual(expected('family', byFamily));
    expect(found.get('region')).toEqual(
      expected(
        'region',
        straightSum(rows, (row) => key(row, region(row))),
      ),
    );
    const byYear = straightSumByYear(rows, (row) => `${row['stage']} ${row['nature']}`);
    expect(found.get('year')).toEqual(expected('year', byYear));
  });

  it('change nothing when imported again', async () => {
    const { counts } = await importIt();
    expect(counts).toEqual({ inserted: 0, updated: 0, unchanged: SIZE, retracted: 0 });
  });

  it('come out of the export as they went in', async () => {
    const exported: CsvRow[] = [];
    for (const nature of ['ACTUAL', 'PLANNED']) {
      const response = await fetch(`${chain.url}/exports/flows.csv?nature=${nature}`);
      expect(response.status).toBe(200);
      exported.push(...parse<CsvRow>(await response.text(), { columns: true }));
    }
    const ours = exported.filter(({ source }) => source === SOURCE);
    const byId = (row: CsvRow): string => row['external_id'] as string;
    expect(new Map(ours.map((row) => [byId(row), imported(row)]))).toEqual(
      new Map(rows.map((row) => [byId(row), declared(row)])),
    );
  });

  it('leave no trace once retracted', async () => {
    const { dataSource } = db.of('flows');
    const retracted = await dataSource.transaction((manager) => retractSource(manager.queryRunner!, SOURCE));
    expect(retracted).toBe(SIZE);
    expect(await allTotals()).toEqual(before);
    const [left] = await dataSource.query<{ count: string }[]>(
      `SELECT (SELECT count(*) FROM flow WHERE source = $1)
         + (SELECT count(*) FROM flow_month m WHERE NOT EXISTS (SELECT FROM flow WHERE id = m.flow_id))
         + (SELECT count(*) FROM flow_input i WHERE NOT EXISTS (SELECT FROM flow WHERE id = i.flow_id)) AS count`,
      [SOURCE],
    );
    expect(Number(left?.count)).toBe(0);
  });
});

async function families(): Promise<Map<string, string>> {
  const products = await db
    .of('flows')
    .dataSource.query<{ code: string; family: string }[]>('SELECT code, family FROM product');
  return new Map(products.map(({ code, family }) => [code, family]));
}

const COMPARED = [
  'stage',
  'nature',
  'product',
  'unit',
  'period_start',
  'period_end',
  'origin',
  'destination',
  'supply_mode',
  'circuit',
  'organic',
  'batch',
  'confidence',
] as const;

/** A row of the file in the words of the export. */
function declared(row: CsvRow): Record<string, unknown> {
  return {
    ...Object.fromEntries(COMPARED.map((name) => [name, row[name]])),
    quantity: Number(row['quantity']),
    provider: row['provider'] && `actor:${row['provider']}`,
    receiver: row['receiver'] && `actor:${row['receiver']}`,
    locator: row['locator'],
    inputs: row['input_batches'] ? row['input_batches'].split('|').sort() : [],
  };
}

function imported(row: CsvRow): Record<string, unknown> {
  return {
    ...Object.fromEntries(COMPARED.map((name) => [name, row[name]])),
    quantity: Number(row['quantity']),
    provider: row['provider'],
    receiver: row['receiver'],
    locator: row['source_locator'],
    inputs: (JSON.parse(row['input_batches'] as string) as string[]).sort(),
  };
}
