import type { EntityManager, QueryRunner } from 'typeorm';
import type { Circuit } from '../../../platform/vocabulary/circuit';
import type { Confidence } from '../../../platform/vocabulary/confidence';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import type { Unit } from '../../../platform/vocabulary/unit';
import { chunks } from './chunks';
import { createStage, mergeStagedFlows, type MergeCounts, type MergeOptions } from './merge-staged';
import { keyOf, territoryKeys } from './territory-keys';

/** A flow as a source states it; what follows from it (id, mass, months, territory) is computed by the merge. */
export interface FlowRecord {
  /** Names the flow within its source. */
  externalId: string;
  stage: FlowStage;
  nature: Nature;
  /** Code of a row of `product`. */
  product: string;
  /** Exact number in a string, at most six decimals. */
  quantity: string;
  unit: Unit;
  /** ISO dates, both included. */
  periodStart: string;
  periodEnd: string;
  /** Global ids of actors and of the project. */
  provider: string | null;
  receiver: string | null;
  project: string | null;
  /** Ids of territories; old commune codes are resolved. */
  origin: string | null;
  destination: string | null;
  supplyMode: SupplyMode | null;
  circuit: Circuit | null;
  organic: boolean | null;
  batch: string | null;
  inputBatches: readonly string[];
  confidence: Confidence;
  /** Page and section of a report, row of a file; empty when the source as a whole is meant. */
  locator: string;
}

/**
 * Brings records into the flows of a source through the stage, as an import does; for the few flows that stand in
 * memory. Products and the source must be there already.
 * @throws Error naming the flow that names something unknown; nothing is then written
 */
export async function writeFlows(
  manager: EntityManager,
  records: readonly FlowRecord[],
  options: MergeOptions,
): Promise<MergeCounts> {
  return manager.transaction(async (transaction) => {
    const runner = transaction.queryRunner as QueryRunner;
    const keys = await territoryKeys(
      transaction,
      records.flatMap(({ origin, destination }) => [origin, destination]),
    );
    await createStage(runner);
    for (const chunk of chunks(records)) {
      const rows = chunk.map((record) => stagedRow(record, keys));
      await runner.query(
        `INSERT INTO staged_flow SELECT * FROM json_populate_recordset(NULL::staged_flow, $1::json)`,
        [JSON.stringify(rows)],
      );
    }
    return mergeStagedFlows(runner, options);
  });
}

function stagedRow(record: FlowRecord, keys: ReadonlyMap<string, number>): Record<string, unknown> {
  return {
    external_id: record.externalId,
    stage: record.stage,
    nature: record.nature,
    product: record.product,
    quantity: record.quantity,
    unit: record.unit,
    period_start: record.periodStart,
    period_end: record.periodEnd,
    provider: record.provider,
    receiver: record.receiver,
    origin: keyOf(keys, record.origin, record.externalId),
    destination: keyOf(keys, record.destination, record.externalId),
    supply_mode: record.supplyMode,
    circuit: record.circuit,
    organic: record.organic,
    batch: record.batch,
    input_batches: record.inputBatches,
    project: record.project,
    confidence: record.confidence,
    locator: record.locator,
  };
}
