import type { EntityManager } from 'typeorm';
import { Confidence } from '../../platform/vocabulary/confidence';
import { FlowStage } from '../../platform/vocabulary/flow-stage';
import { Nature } from '../../platform/vocabulary/nature';
import { ProductFamily } from '../../platform/vocabulary/product-family';
import { Unit } from '../../platform/vocabulary/unit';
import { IndicatorEntity } from '../../subgraphs/flows/entities/indicator.entity';
import { ProductEntity } from '../../subgraphs/flows/entities/product.entity';
import { writeSources } from '../../subgraphs/flows/writes/citation';
import type { FlowRecord } from '../../subgraphs/flows/writes/write-flows';
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

/** A flow of which only what a test is about need be said. */
export function flowRecord(overrides: Partial<FlowRecord> = {}): FlowRecord {
  return {
    id: 'flow:test',
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
    confidence: Confidence.REPORTED,
    citations: [{ source: 'rapport', locator: 'p. 1' }],
    ...overrides,
  };
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
