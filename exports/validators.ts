import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Edition, ExportSelection, ExportTable } from '../platform/export-table';
import { PACKAGE_ROOT } from '../platform/package-root';
import type { ExportFormat } from './formats/format';
import type { Site } from './site';
import { asValue, rowsStatement } from './statement';

/** What a client that holds an answer asks with: is it still the same? */
export interface Validators {
  /** Strong, without its quotes: the same bytes. */
  readonly tag: string;
  readonly lastModified: Date;
}

const { version } = JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

/**
 * Names the content without reading it: by the question as it goes to the database (so the order of the parameters
 * is nothing), the edition of the data, and whatever writes it.
 */
export function validatorsOf(
  table: ExportTable,
  selection: ExportSelection,
  { edition, changedAt }: Edition,
  format: ExportFormat,
  { publicUrl }: Site,
): Validators {
  const { text, values } = rowsStatement(table, selection, 0, asValue);
  const told = JSON.stringify([version, format.extension, publicUrl, edition, text, values]);
  return {
    tag: createHash('sha256').update(told).digest('base64url').slice(0, 27),
    lastModified: changedAt,
  };
}

/** The tag as a header has it; compressed bytes are other bytes. */
export function entityTag({ tag }: Validators, compressed: boolean): string {
  return compressed ? `"${tag}-gzip"` : `"${tag}"`;
}

/** Whether If-None-Match names what would be sent; its comparison is the weak one (RFC 9110, 13.1.2). */
export function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((held) => held.trim().replace(/^W\//, '') === etag);
}
