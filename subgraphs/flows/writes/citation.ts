import type { EntityManager } from 'typeorm';
import { SourceEntity } from '../entities/source.entity';

/** A source and the place in it that a figure was read from. */
export interface Citation {
  /** Slug of a row of `source`. */
  source: string;
  /** Page and section of a report, row of a file; empty when the source as a whole is meant. */
  locator: string;
}

/** A figure without a source is worth nothing: it is refused, not stored. */
export function requireCitations(record: string, citations: readonly Citation[]): void {
  if (citations.length === 0) throw new Error(`${record} has no source`);
}

/** Inserts or refreshes documents that figures cite. */
export async function writeSources(manager: EntityManager, sources: readonly SourceEntity[]): Promise<void> {
  if (sources.length > 0) await manager.upsert(SourceEntity, [...sources], ['slug']);
}
