import type { Circuit } from '../../platform/vocabulary/circuit';
import type { Confidence } from '../../platform/vocabulary/confidence';
import type { FlowStage } from '../../platform/vocabulary/flow-stage';
import type { Nature } from '../../platform/vocabulary/nature';
import type { SupplyMode } from '../../platform/vocabulary/supply-mode';
import type { Unit } from '../../platform/vocabulary/unit';

/** A row of an import file; empty text is an empty cell. */
export interface SyntheticFlow {
  external_id: string;
  stage: FlowStage;
  nature: Nature;
  product: string;
  quantity: string;
  unit: Unit;
  period_start: string;
  period_end: string;
  provider: string;
  receiver: string;
  origin: string;
  destination: string;
  supply_mode: SupplyMode | '';
  circuit: Circuit | '';
  organic: 'true' | 'false' | '';
  batch: string;
  input_batches: string;
  project: '';
  confidence: Confidence;
  locator: string;
}

/** Columns in the order of the published template. */
export const COLUMNS = [
  'external_id',
  'stage',
  'nature',
  'product',
  'quantity',
  'unit',
  'period_start',
  'period_end',
  'provider',
  'receiver',
  'origin',
  'destination',
  'supply_mode',
  'circuit',
  'organic',
  'batch',
  'input_batches',
  'project',
  'confidence',
  'locator',
] as const satisfies readonly (keyof SyntheticFlow)[];

export const HEADER = COLUMNS.join(',');

/** No value of a synthetic flow holds a comma, a quote or a line break. */
export function csvLine(flow: SyntheticFlow): string {
  let line = flow.external_id;
  for (let index = 1; index < COLUMNS.length; index += 1) {
    line += `,${flow[COLUMNS[index] as keyof SyntheticFlow]}`;
  }
  return line;
}
