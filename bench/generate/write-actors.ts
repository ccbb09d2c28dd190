import type { Client } from 'pg';
import { foldName } from '../../platform/folded-name';
import { entityId } from '../../platform/identifiers';
import type { SyntheticActor } from './actors';

const SOURCE = {
  slug: 'bench-synthetique',
  title: 'Acteurs synthétiques du banc d’essai : aucun n’existe',
  publisher: 'Banc d’essai de Maillon (données synthétiques)',
};
const BATCH = 10_000;

/**
 * Writes synthetic actors into the directory, so that the flows of an import find their ends.
 * @param client connected as the owner, with the schema `actors` first on its search path
 */
export async function writeActors(client: Client, actors: readonly SyntheticActor[]): Promise<void> {
  await client.query(
    `INSERT INTO source (slug, title, publisher) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING`,
    [SOURCE.slug, SOURCE.title, SOURCE.publisher],
  );
  for (let from = 0; from < actors.length; from += BATCH) {
    const part = actors.slice(from, from + BATCH);
    await client.query(
      `INSERT INTO actor (id, slug, name, kinds, chain_links, territory, sort_name, search_name)
       SELECT a.id, a.slug, a.name, string_to_array(a.kinds, ' '), string_to_array(a.links, ' '), t.key,
         a.folded, a.folded
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         AS a (id, slug, name, kinds, links, seat, folded)
       JOIN territory t ON t.id = a.seat`,
      [
        part.map(({ slug }) => entityId('actor', slug)),
        part.map(({ slug }) => slug),
        part.map(({ name }) => name),
        part.map(({ kinds }) => kinds.join(' ')),
        part.map(({ chainLinks }) => chainLinks.join(' ')),
        part.map(({ seat }) => seat.id),
        part.map(({ name }) => foldName(name)),
      ],
    );
  }
  await client.query(
    `INSERT INTO actor_source (actor_id, source, locator)
     SELECT id, $1, 'synthétique' FROM actor WHERE slug LIKE 'acteur-synthetique-%' ON CONFLICT DO NOTHING`,
    [SOURCE.slug],
  );
}
