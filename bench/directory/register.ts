import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { foldName } from '../../platform/folded-name';
import { entityId } from '../../platform/identifiers';
import { PACKAGE_ROOT } from '../../platform/package-root';

/** A real structure of the register of inclusion, as far as a search needs it. */
export interface Structure {
  readonly id: string;
  readonly nom: string;
  readonly commune: string;
  readonly code_insee: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly reseaux_porteurs: readonly string[] | null;
}

/** Open data that is no part of the project: measured on where it is, left out elsewhere. */
const FILE = join(PACKAGE_ROOT, '..', 'shared', 'data', 'structures-siae.json');

export function realStructures(): Structure[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Structure[]) : [];
}

/** Slug of a structure in the database of the benchmark. */
export function slugOf({ id }: Structure): string {
  return `siae-${foldName(id).replaceAll(' ', '-')}`;
}

/** Writes real structures beside the synthetic ones, without their search documents. */
export async function writeStructures(client: Client, structures: readonly Structure[]): Promise<void> {
  await client.query(
    `INSERT INTO source (slug, title, publisher) VALUES ('bench-siae', 'Structures d’insertion (données ouvertes)', 'GIP inclusion')
     ON CONFLICT (slug) DO NOTHING`,
  );
  await client.query(
    `INSERT INTO actor (id, slug, name, kinds, chain_links, territory, latitude, longitude, sort_name, search_name)
     SELECT s.id, s.slug, s.name, '{SIAE}', '{}', t.key, s.latitude, s.longitude, s.folded, s.folded
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[])
         AS s (id, slug, name, seat, latitude, longitude, folded)
       LEFT JOIN territory t ON t.id = s.seat
     ON CONFLICT (id) DO NOTHING`,
    [
      structures.map((each) => entityId('actor', slugOf(each))),
      structures.map(slugOf),
      structures.map(({ nom }) => nom),
      structures.map(({ code_insee: code }) => `commune:${code ?? ''}`),
      structures.map(({ latitude }) => latitude),
      structures.map(({ latitude, longitude }) => (latitude === null ? null : longitude)),
      structures.map(({ nom }) => foldName(nom)),
    ],
  );
  await client.query(
    `INSERT INTO actor_source (actor_id, source, locator) SELECT id, 'bench-siae', '' FROM actor WHERE slug LIKE 'siae-%'`,
  );
}
