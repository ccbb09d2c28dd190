import { In, Like, Not, type EntityManager } from 'typeorm';
import { entityId } from '../../platform/identifiers';
import { IndicatorEntity } from '../../subgraphs/flows/entities/indicator.entity';
import { MeasureEntity } from '../../subgraphs/flows/entities/measure.entity';
import { ProductEntity } from '../../subgraphs/flows/entities/product.entity';
import { writeSources } from '../../subgraphs/flows/writes/citation';
import { writeFlows, type FlowRecord } from '../../subgraphs/flows/writes/write-flows';
import {
  deleteMeasures,
  writeMeasures,
  writeProjectTerritories,
  type MeasureRecord,
} from '../../subgraphs/flows/writes/write-measures';
import type { ProjectRecord } from './format';
import type { Report } from './read';

/** What this load reads of the report. */
type FlowsReport = Pick<Report, 'source' | 'products' | 'indicators' | 'projects'>;

/**
 * Brings the flows and impact measures of the report into the schema `flows`: whatever this source held before and
 * no longer states goes, everything else is inserted or refreshed. Runs in the caller's transaction.
 */
export async function loadFlows(manager: EntityManager, report: FlowsReport): Promise<void> {
  const { slug } = report.source;
  const { date = null, url = null, licence = null } = report.source;
  await writeSources(manager, [{ ...report.source, date, url, licence, kind: 'REPORT' }]);
  if (report.products.length > 0) {
    const products = report.products.map((product) => ({ ...product, source: slug }));
    await manager.upsert(ProductEntity, products, ['code']);
  }
  if (report.indicators.length > 0) {
    const indicators = report.indicators.map((indicator) => ({ ...indicator, source: slug }));
    await manager.upsert(IndicatorEntity, indicators, ['code']);
  }
  await writeProjectTerritories(
    manager,
    slug,
    new Map(report.projects.map((project) => [entityId('project', project.slug), project.territories])),
  );

  await writeFlows(manager, report.projects.flatMap(flowRecords), { source: slug, replace: true });

  const measures = report.projects.flatMap((project) => measureRecords(slug, project));
  await deleteMeasures(manager, await gone(manager, `measure:${slug}-`, measures));
  await writeMeasures(manager, measures);

  // Last: nothing that this source stated still rests on them.
  await manager.delete(ProductEntity, {
    source: slug,
    code: Not(In(report.products.map(({ code }) => code))),
  });
  await manager.delete(IndicatorEntity, {
    source: slug,
    code: Not(In(report.indicators.map(({ code }) => code))),
  });
}

/** Ids of measures of this source that are stored and no longer stated. */
async function gone(
  manager: EntityManager,
  prefix: string,
  stated: readonly { id: string }[],
): Promise<string[]> {
  const stored = await manager.find(MeasureEntity, {
    select: { id: true },
    where: { id: Like(`${prefix}%`) },
  });
  const kept = new Set(stated.map(({ id }) => id));
  return stored.map(({ id }) => id).filter((id) => !kept.has(id));
}

function flowRecords(project: ProjectRecord): FlowRecord[] {
  return project.flows.map((flow) => ({
    externalId: `${project.slug}-${flow.key}`,
    stage: flow.stage,
    nature: flow.nature,
    product: flow.product,
    quantity: flow.quantity,
    unit: flow.unit,
    periodStart: flow.periodStart,
    periodEnd: flow.periodEnd,
    provider: flow.provider === undefined ? null : entityId('actor', flow.provider),
    receiver: flow.receiver === undefined ? null : entityId('actor', flow.receiver),
    project: entityId('project', project.slug),
    origin: flow.origin ?? null,
    destination: flow.destination ?? null,
    supplyMode: flow.supplyMode ?? null,
    circuit: flow.circuit ?? null,
    organic: flow.organic ?? null,
    batch: null,
    inputBatches: [],
    confidence: flow.confidence,
    locator: flow.locator,
  }));
}

function measureRecords(source: string, project: ProjectRecord): MeasureRecord[] {
  return project.measures.map((measure) => ({
    id: entityId('measure', `${source}-${project.slug}-${measure.key}`),
    project: entityId('project', project.slug),
    indicator: measure.indicator,
    value: measure.value,
    unit: measure.unit,
    nature: measure.nature,
    periodStart: measure.periodStart ?? null,
    periodEnd: measure.periodEnd ?? null,
    confidence: measure.confidence,
    citations: [{ source, locator: measure.locator }],
  }));
}
