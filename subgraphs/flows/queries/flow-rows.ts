import type { Database } from '../../../platform/database';
import type { Circuit } from '../../../platform/vocabulary/circuit';
import type { Confidence } from '../../../platform/vocabulary/confidence';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';
import type { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import type { Unit } from '../../../platform/vocabulary/unit';

/** A flow with its product and the ids of its ends. Exact numbers are strings. */
export interface FlowRow {
  id: string;
  stage: FlowStage;
  nature: Nature;
  quantity: string;
  unit: Unit;
  tonnes: string | null;
  factor: string | null;
  factorSource: string | null;
  periodStart: string;
  periodEnd: string;
  provider: string | null;
  receiver: string | null;
  origin: string | null;
  destination: string | null;
  supplyMode: SupplyMode | null;
  circuit: Circuit | null;
  organic: boolean | null;
  batch: string | null;
  project: string | null;
  confidence: Confidence;
  productCode: string;
  productName: string;
  productFamily: ProductFamily;
}

/** Columns of a FlowRow over `flow f` joined by FLOW_JOINS. */
export const FLOW_COLUMNS = `
  f.id, f.stage, f.nature, f.quantity, f.unit, f.tonnes, trim_scale(f.factor) AS factor,
  f.factor_source AS "factorSource", f.period_start AS "periodStart", f.period_end AS "periodEnd",
  f.provider, f.receiver, o.id AS origin, d.id AS destination, f.supply_mode AS "supplyMode", f.circuit,
  f.organic, f.batch, f.project, f.confidence,
  p.code AS "productCode", p.name AS "productName", p.family AS "productFamily"`;

export const FLOW_JOINS = `
  JOIN product p ON p.code = f.product
  LEFT JOIN territory o ON o.key = f.origin
  LEFT JOIN territory d ON d.key = f.destination`;

/** The order of every list of flows. */
export const FLOW_ORDER = 'f.period_start DESC, f.id';

/** Position in that order. */
export type FlowPosition = readonly [periodStart: string, id: string];

/** Rows after a position: `period_start` runs down and `id` up, which no row comparison expresses. */
export function afterPosition(periodStart: string, id: string): string {
  return `f.period_start <= ${periodStart}::date AND (f.period_start < ${periodStart}::date OR f.id > ${id})`;
}

/** Flows by id, in no order; unknown ids are absent. */
export function flowsById(database: Database, ids: readonly string[]): Promise<FlowRow[]> {
  return database.rows(
    'flows.byId',
    `SELECT ${FLOW_COLUMNS} FROM flow f ${FLOW_JOINS} WHERE f.id = ANY($1)`,
    [ids],
  );
}
