import type { EntityManager, QueryRunner } from 'typeorm';
import { Confidence } from '../../platform/vocabulary/confidence';
import { FlowStage } from '../../platform/vocabulary/flow-stage';
import { Nature } from '../../platform/vocabulary/nature';
import { ProductFamily } from '../../platform/vocabulary/product-family';
import { Unit } from '../../platform/vocabulary/unit';
import { IndicatorEntity } from '../../subgraphs/flows/entities/indicator.entity';
import { ProductEntity } from '../../subgraphs/flows/entities/product.entity';
import { writeSources } from '../../subgraphs/flows/writes/citation';
import { flowId } from '../../subgraphs/flows/rules/flow-id';
import { createStage, mergeStagedFlows, type MergeCounts } from '../../subgraphs/flows/writes/merge-staged';
import { writeFlows, type FlowRecord } from '../../subgraphs/flows/writes/write-flows';
import type { MeasureRecord } from '../../subgraphs/flows/writes/write-measures';

export const PRODUCTS = [
  { code: 'carottes', name: 'Carottes', family: ProductFamily.FRUIT_VEGETABLES },
  { code: 'jus-d-orange', name: 'Jus d’orange', family: ProductFamily.DRINKS },
  { code: 'lait', name: 'Lait', family: ProductFamily.DAIRY },
  { code: 'pommes', name: 'Pommes', family: ProductFamily.FRUIT_VEGETABLES },
];
export const SOURCES = ['registre', 'rapport'];

/** Sources, products and indicators that the flows and measures of tests rest on. */
export async function writeCatalogue(manager: EntityManager): Promise<void> {
  await writeSources(
    manager,
    SOURCES.map((slug) => ({
      slug,
      title: `Titre ${slug}`,
      publisher: 'Éditeur',
      date: '2022-09-07',
      url: null,
      licence: 'Licence Ouverte',
    })),
  );
  await manager.upsert(
    ProductEntity,
    PRODUCTS.map((product) => ({ ...product, source: 'rapport' })),
    ['code'],
  );
  await manager.upsert(
    IndicatorEntity,
    ['beneficiaires', 'foyers', 'repas-par-jour'].map((code) => ({
      code,
      name: code,
      unit: 'unité',
      definition: `Ce que compte ${code}.`,
      source: 'rapport',
    })),
    ['code'],
  );
}

/** A flow with the source that states it and the id that follows. */
export interface TestFlow extends FlowRecord {
  source: string;
  id: string;
}

/** A flow of which only what a test is about need be said; its id is `flow:rapport-test`. */
export function flowRecord(overrides: Partial<Omit<TestFlow, 'id'>> = {}): TestFlow {
  const { source = 'rapport', externalId = 'test' } = overrides;
  return {
    id: flowId(source, externalId),
    source,
    externalId,
    stage: FlowStage.DISTRIBUTED,
    nature: Nature.ACTUAL,
    product: 'carottes',
    quantity: '12',
    unit: Unit.TONNE,
    periodStart: '2021-01-01',
    periodEnd: '2021-12-31',
    provider: null,
    receiver: null,
    project: null,
    origin: null,
    destination: null,
    supplyMode: null,
    circuit: null,
    organic: null,
    batch: null,
    inputBatches: [],
    confidence: Confidence.REPORTED,
    locator: 'p. 1',
    ...overrides,
  };
}

/** Writes flows of any sources as their imports would, one source after the other. */
export async function writeTestFlows(
  manager: EntityManager,
  flows: readonly TestFlow[],
  options: { replace: boolean } = { replace: false },
): Promise<void> {
  await manager.transaction(async (transaction) => {
    for (const source of new Set(flows.map((flow) => flow.source))) {
      const stated = flows.filter((flow) => flow.source === source);
      await writeFlows(transaction, stated, { source, ...options });
    }
  });
}

/** Takes flows of one source away, as a corrected file without them would. */
export async function retractTestFlows(
  manager: EntityManager,
  source: string,
  externalIds: readonly string[],
): Promise<MergeCounts> {
  return manager.transaction(async (transaction) => {
    const runner = transaction.queryRunner as QueryRunner;
    await createStage(runner);
    await runner.query(
      `INSERT INTO staged_flow (external_id, stage, nature, product, quantity, unit, period_start, period_end, provider,
         receiver, origin, destination, supply_mode, circuit, organic, batch, input_batches, project, confidence, locator)
       SELECT external_id, stage, nature, product, quantity, unit, period_start, period_end, provider,
         receiver, origin, destination, supply_mode, circuit, organic, batch,
         (SELECT array_agg(i.batch::text) FROM flow_input i WHERE i.flow_id = f.id), project, confidence, locator
       FROM flow f WHERE source = $1 AND external_id <> ALL ($2)`,
      [source, externalIds],
    );
    return mergeStagedFlows(runner, { source, replace: true });
  });
}

/** An impact measure of which only what a test is about need be said. */
export function measureRecord(overrides: Partial<MeasureRecord> = {}): MeasureRecord {
  return {
    id: 'measure:test',
    project: 'project:test',
    indicator: 'beneficiaires',
    value: '100',
    unit: 'personnes',
    nature: Nature.ACTUAL,
    periodStart: '2021-01-01',
    periodEnd: '2021-12-31',
    confidence: Confidence.REPORTED,
    citations: [{ source: 'rapport', locator: 'p. 1' }],
    ...overrides,
  };
}
