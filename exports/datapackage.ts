import { createHash } from 'node:crypto';
import type { Licence } from './licences';
import type { Resource } from './resources';

const DESCRIPTION = `Data of French territorial food systems as this server holds them: flows of food, impact measures, awards, actors, projects. Each row names its sources; each source has a licence of its own (see "sources" of each resource). Realised and planned figures are in separate resources and must never be summed together; an empty figure is unknown, never zero. "hash" is the SHA-256 of the file behind "path", "bytes" its size and "rowCount" its rows without the header; any write to the table changes them. "version" is a digest of all hashes: two servers with the same one hold the same tables.`;

/** Puts resources together into a Frictionless Data Package. */
export function dataPackage(resources: readonly Resource[], created: Date): Record<string, unknown> {
  const hashes = resources.map((resource) => resource['hash']);
  const whole = hashes.every((hash) => typeof hash === 'string');
  return {
    profile: 'tabular-data-package',
    name: 'maillon',
    title: 'Maillon: food-system data of French territories',
    description: DESCRIPTION,
    created: created.toISOString(),
    ...(whole && { version: createHash('sha256').update(hashes.join('\n')).digest('hex').slice(0, 16) }),
    keywords: ['alimentation', 'aide alimentaire', 'PAT', 'flux', 'financement'],
    ...licences(resources),
    resources,
  };
}

/** Those of the resources, each once. */
function licences(resources: readonly Resource[]): { licenses?: Licence[] } {
  const all = resources.flatMap((resource) => (resource['licenses'] ?? []) as Licence[]);
  const licenses = [...new Map(all.map((licence) => [licence.name, licence])).values()];
  return licenses.length > 0 ? { licenses } : {};
}
