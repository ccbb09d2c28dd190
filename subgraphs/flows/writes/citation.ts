import type { EntityManager } from 'typeorm';
import { SourceEntity, type SourceKind } from '../entities/source.entity';

/** A source and the place in it that a figure was read from. */
export interface Citation {
  /** Slug of a row of `source`. */
  source: string;
  /** Page and section of a report, row of a file; empty when the source as a whole is meant. */
  locator: string;
}

/** A document that figures cite. */
export interface SourceRecord {
  slug: string;
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
  /** REFERENCE when left out. */
  kind?: SourceKind;
}

/** A figure without a source is worth nothing: it is refused, not stored. */
export function requireCitations(record: string, citations: readonly Citation[]): void {
  if (citations.length === 0) throw new Error(`${record} has no source`);
}

/** Inserts or refreshes documents that figures cite; what an import keeps of itself stays as it is. */
export async function writeSources(manager: EntityManager, sources: readonly SourceRecord[]): Promise<void> {
  if (sources.length === 0) return;
  const rows = sources.map((source) => ({ ...source, kind: source.kind ?? ('REFERENCE' as const) }));
  await manager.upsert(SourceEntity, rows, ['slug']);
}
