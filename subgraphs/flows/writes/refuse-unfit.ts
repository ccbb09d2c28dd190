import type { QueryRunner } from 'typeorm';

/** Faults told at once: the importer has told them all, row by row, before; this is the last guard. */
const SHOWN = 5;

const FAULTS = `
  SELECT external_id, 'is staged more than once' AS fault FROM staged_flow GROUP BY external_id HAVING count(*) > 1
  UNION ALL
  SELECT external_id, 'has no external id' FROM staged_flow WHERE external_id = ''
  UNION ALL
  SELECT external_id, format('names the product "%s", which is unknown', product) FROM staged_flow s
  WHERE NOT EXISTS (SELECT FROM product p WHERE p.code = s.product)
  UNION ALL
  SELECT external_id, format('names a territory of key %s or %s, which is unknown', origin, destination)
  FROM staged_flow s
  WHERE (origin IS NOT NULL AND NOT EXISTS (SELECT FROM territory t WHERE t.key = s.origin))
     OR (destination IS NOT NULL AND NOT EXISTS (SELECT FROM territory t WHERE t.key = s.destination))
  UNION ALL
  SELECT external_id, 'has a period out of order' FROM staged_flow WHERE period_end < period_start
  UNION ALL
  SELECT external_id, format('has the quantity %s: at most six decimals, from 0 to under 10^12', quantity)
  FROM staged_flow WHERE quantity < 0 OR quantity >= 1e12 OR scale(quantity) > 6
  UNION ALL
  SELECT external_id, format('is made from its own batch "%s"', batch) FROM staged_flow
  WHERE batch = ANY (input_batches)`;

/**
 * Looks up what the staged flows name, and keeps it from being taken away until the transaction ends: this stands in for
 * foreign keys, which would check and lock row by row.
 * @throws Error naming the source when it is unknown, or the staged rows that no flow can be made of
 */
export async function refuseUnfit(runner: QueryRunner, source: string): Promise<void> {
  await runner.query('SELECT FROM product WHERE code IN (SELECT product FROM staged_flow) FOR KEY SHARE');
  await runner.query(
    `SELECT FROM territory WHERE key IN (SELECT origin FROM staged_flow UNION SELECT destination FROM staged_flow)
     FOR KEY SHARE`,
  );
  const known = (await runner.query(
    `SELECT slug FROM source WHERE slug = $1 OR kind = 'FACTOR' FOR KEY SHARE`,
    [source],
  )) as { slug: string }[];
  if (!known.some(({ slug }) => slug === source))
    throw new Error(`the source "${source}" is unknown: write it before its flows`);
  const faults = (await runner.query(
    `SELECT external_id, fault FROM (${FAULTS}) AS unfit LIMIT ${SHOWN}`,
  )) as { external_id: string; fault: string }[];
  if (faults.length === 0) return;
  throw new Error(faults.map(({ external_id, fault }) => `flow "${external_id}" ${fault}`).join('; '));
}
