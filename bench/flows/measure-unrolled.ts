import { timed } from '../run/clock';
import type { Measure } from '../run/measure';
import { sample } from '../run/statistics';
import { sizeName } from '../generate/sizes';
import { YEAR } from './dashboard';
import type { Loaded } from './measure-dashboard';
import { partsSql } from './raw-sums';

/** Who provides is kept by no rollup together with where from, where to and how. */
const OPERATION = `
  query Unrolled($territory: ID!, $origin: ID!, $year: Int!) {
    flowTotals(
      filter: {
        territory: $territory, origin: $origin, year: $year
        products: ["legumes", "fruits", "lait"], supplyModes: [DONATION, PURCHASE], organic: false
      }
      groupBy: [STAGE, SUPPLY_MODE]
    ) { stage supplyMode tonnes flows unconverted { value unit } }
  }`;

/** The same by hand: $1 région, $2 origin, $3 year. */
const below = (id: string) =>
  `(SELECT c.descendant FROM territory_closure c JOIN territory t ON t.key = c.ancestor WHERE t.id = ${id})`;
const WHERE = `f.nature = 'ACTUAL' AND f.product IN ('legumes', 'fruits', 'lait')
  AND f.supply_mode IN ('DONATION', 'PURCHASE') AND NOT f.organic
  AND f.attributed IN ${below('$1')} AND f.origin IN ${below('$2')}`;
const SQL = `
  SELECT p.stage, p.supply_mode, sum(p.grams) AS grams, count(DISTINCT p.id) AS flows,
    sum(p.other) AS unconverted
  FROM ${partsSql(WHERE, '$3', '$3')} AS p GROUP BY 1, 2 ORDER BY 1, 2`;

const REGIONS = ['11', '84', '32', '75', '24'].map((code) => `region:${code}`);
const WARM_UP = 1;
/** At ten million flows each takes seconds. */
const roundsOf = (size: number): number => (size >= 10_000_000 ? 2 : 5);

/** A filter that no rollup holds, over one year and one région, through the gateway and by hand. */
export async function unrolledMeasure({ size, database, requests }: Loaded): Promise<Measure> {
  const client = await database.reader('flows');
  await client.query('SET statement_timeout TO 0');
  const times = { ours: [] as number[], sql: [] as number[] };
  try {
    for (let round = -WARM_UP; round < roundsOf(size); round += 1) {
      for (const region of REGIONS) {
        const values = [region, region, YEAR];
        const sql = await timed(() => client.query<SqlRow>({ name: 'unrolled', text: SQL, values }));
        const ours = await timed(() =>
          requests.graphql(OPERATION, { territory: region, origin: region, year: YEAR }),
        );
        requireSame(region, ours.result, sql.result.rows);
        if (round < 0) continue;
        times.ours.push(ours.ms);
        times.sql.push(sql.ms);
      }
    }
  } finally {
    await client.end();
  }
  return {
    name: `flowTotals with a filter no rollup holds at ${sizeName(size)} flows, one year, one région`,
    unit: 'ms',
    ours: sample(times.ours),
    against: { name: 'bare SQL', value: sample(times.sql) },
    target: { atMost: 2 },
  };
}

interface SqlRow {
  stage: string;
  supply_mode: string | null;
  grams: string | null;
  flows: string;
}

interface Answer {
  data: { flowTotals: { stage: string; supplyMode: string | null; tonnes: number; flows: number }[] };
}

function requireSame(region: string, text: string, rows: readonly SqlRow[]): void {
  const { flowTotals } = (JSON.parse(text) as Answer).data;
  const told = flowTotals.map((row) => [row.stage, row.supplyMode, Math.round(row.tonnes * 1e6), row.flows]);
  const summed = rows.map((row) => [row.stage, row.supply_mode, Number(row.grams ?? 0), Number(row.flows)]);
  if (JSON.stringify(told.sort()) !== JSON.stringify(summed.sort())) {
    throw new Error(`flowTotals of ${region} differ from bare SQL: ${JSON.stringify({ told, summed })}`);
  }
}
