import { In, type EntityManager } from 'typeorm';
import { toScaled } from '../../../platform/decimal';
import type { Circuit } from '../../../platform/vocabulary/circuit';
import type { Confidence } from '../../../platform/vocabulary/confidence';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import type { Unit } from '../../../platform/vocabulary/unit';
import { FlowMonthEntity } from '../entities/flow-month.entity';
import { FlowSourceEntity } from '../entities/flow-source.entity';
import { FlowEntity } from '../entities/flow.entity';
import { monthsOf } from '../rules/calendar';
import {
  conversionOf,
  CONVERSION_SOURCES,
  gramsToTonnes,
  QUANTITY_DECIMALS,
  toGrams,
} from '../rules/conversion';
import { spread } from '../rules/spread';
import { chunks } from './chunks';
import { requireCitations, writeSources, type Citation } from './citation';
import { keyOf, territoryKeys } from './territory-keys';

/** A flow as a source states it; what follows from it (mass, months, territory) is computed here. */
export interface FlowRecord {
  /** Global id, `flow:…`. */
  id: string;
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
  confidence: Confidence;
  citations: readonly Citation[];
}

/**
 * The only writer of flows: inserts or replaces each with its months and sources, all or nothing.
 * Products and cited sources must be there already.
 * @throws Error naming the flow that has no source or names an unknown territory; nothing is then written
 */
export async function writeFlows(manager: EntityManager, records: readonly FlowRecord[]): Promise<void> {
  for (const record of records) requireCitations(record.id, record.citations);
  await manager.transaction(async (transaction) => {
    await writeSources(transaction, CONVERSION_SOURCES);
    for (const chunk of chunks(records)) await writeChunk(transaction, chunk);
  });
}

async function writeChunk(manager: EntityManager, records: readonly FlowRecord[]): Promise<void> {
  const ids = records.map(({ id }) => id);
  const keys = await territoryKeys(
    manager,
    records.flatMap(({ origin, destination }) => [origin, destination]),
  );
  await manager.upsert(
    FlowEntity,
    records.map((record) => flowRow(record, keys)),
    ['id'],
  );
  // Months and sources have no life of their own: those of an earlier version go before the new ones come.
  await manager.delete(FlowMonthEntity, { flowId: In(ids) });
  await manager.delete(FlowSourceEntity, { flowId: In(ids) });
  await insertMonths(manager, records.flatMap(monthRows));
  for (const sources of chunks(records.flatMap(sourceRows))) await manager.insert(FlowSourceEntity, sources);
}

function flowRow(record: FlowRecord, keys: ReadonlyMap<string, number>): FlowEntity {
  const conversion = conversionOf(record.unit, record.product);
  return {
    id: record.id,
    stage: record.stage,
    nature: record.nature,
    product: record.product,
    quantity: record.quantity,
    unit: record.unit,
    tonnes: conversion && gramsToTonnes(toGrams(record.quantity, conversion.factor)),
    factor: conversion && conversion.factor,
    factorSource: conversion?.source?.slug ?? null,
    periodStart: record.periodStart,
    periodEnd: record.periodEnd,
    provider: record.provider,
    receiver: record.receiver,
    origin: keyOf(keys, record.origin, record.id),
    destination: keyOf(keys, record.destination, record.id),
    supplyMode: record.supplyMode,
    circuit: record.circuit,
    organic: record.organic,
    project: record.project,
    confidence: record.confidence,
  };
}

function monthRows(record: FlowRecord): FlowMonthEntity[] {
  const months = monthsOf(record.periodStart, record.periodEnd);
  const conversion = conversionOf(record.unit, record.product);
  const total = conversion
    ? toGrams(record.quantity, conversion.factor)
    : toScaled(record.quantity, QUANTITY_DECIMALS);
  const parts = spread(
    total,
    months.map(({ days }) => days),
  );
  return months.map((month, index) => {
    const part = String(parts[index]);
    return { flowId: record.id, ...month, grams: conversion ? part : null, amount: conversion ? null : part };
  });
}

/** A flow has up to a dozen months a year: arrays in one statement, where an insert row by row would take minutes. */
async function insertMonths(manager: EntityManager, rows: readonly FlowMonthEntity[]): Promise<void> {
  await manager.query(
    `INSERT INTO flow_month (flow_id, month, first_day, days, grams, amount)
     SELECT * FROM unnest($1::text[], $2::date[], $3::date[], $4::smallint[], $5::bigint[], $6::bigint[])`,
    [
      rows.map(({ flowId }) => flowId),
      rows.map(({ month }) => month),
      rows.map(({ firstDay }) => firstDay),
      rows.map(({ days }) => days),
      rows.map(({ grams }) => grams),
      rows.map(({ amount }) => amount),
    ],
  );
}

function sourceRows(record: FlowRecord): FlowSourceEntity[] {
  return record.citations.map((citation) => ({ flowId: record.id, ...citation }));
}

/** Takes flows away, with their months and sources. */
export async function deleteFlows(manager: EntityManager, ids: readonly string[]): Promise<void> {
  for (const chunk of chunks(ids)) await manager.delete(FlowEntity, { id: In(chunk) });
}
