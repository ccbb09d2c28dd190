import type { Client } from 'pg';
import { foldName } from '../../platform/folded-name';
import { entityId } from '../../platform/identifiers';
import type { SyntheticOrganisation } from '../generate/directory';

const SOURCE = {
  slug: 'bench-annuaire-synthetique',
  title: 'Annuaire synthétique du banc d’essai : aucune de ces structures n’existe',
  publisher: 'Banc d’essai de Maillon (données synthétiques)',
};
const BATCH = 10_000;
const KM_A_DEGREE = 111.195;

/**
 * Writes synthetic organisations into the directory, without their search documents.
 * @param client connected as the owner, with the schema `actors` first on its search path
 */
export async function writeOrganisations(
  client: Client,
  organisations: readonly SyntheticOrganisation[],
): Promise<void> {
  await client.query(
    `INSERT INTO source (slug, title, publisher) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING`,
    [SOURCE.slug, SOURCE.title, SOURCE.publisher],
  );
  for (let from = 0; from < organisations.length; from += BATCH) {
    const part = organisations.slice(from, from + BATCH);
    const ids = part.map(({ slug }) => entityId('actor', slug));
    await client.query(
      // Communes that no bundled source places stand where the chief town of their département does.
      `INSERT INTO actor (id, slug, name, kinds, chain_links, territory, latitude, longitude, closed_on, sort_name, search_name)
       SELECT a.id, a.slug, a.name, string_to_array(a.kinds, ' '), string_to_array(a.links, ' '), t.key,
              CASE WHEN a.north IS NOT NULL THEN place.latitude + a.north / ${KM_A_DEGREE} END,
              CASE WHEN a.north IS NOT NULL
                THEN place.longitude + a.east / (${KM_A_DEGREE} * cos(radians(place.latitude))) END,
              CASE WHEN a.closed THEN DATE '2024-12-31' END, a.folded, a.folded
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[],
                     $9::float8[], $10::boolean[])
           AS a (id, slug, name, kinds, links, seat, folded, north, east, closed)
         JOIN territory t ON t.id = a.seat
         LEFT JOIN LATERAL (
           SELECT above.latitude, above.longitude
             FROM territory_closure c JOIN territory above ON above.key = c.ancestor
            WHERE c.descendant = t.key AND above.latitude IS NOT NULL AND above.level <> 'FRANCE'
            ORDER BY above.level_rank DESC LIMIT 1) AS place ON TRUE`,
      [
        ids,
        part.map(({ slug }) => slug),
        part.map(({ name }) => name),
        part.map(({ kinds }) => kinds.join(' ')),
        part.map(({ chainLinks }) => chainLinks.join(' ')),
        part.map(({ seat }) => seat.id),
        part.map(({ name }) => foldName(name)),
        part.map(({ offset }) => offset?.[0] ?? null),
        part.map(({ offset }) => offset?.[1] ?? null),
        part.map(({ closed }) => closed),
      ],
    );
    const agreed = part.filter(({ siaeKind }) => siaeKind !== undefined);
    await client.query(
      `INSERT INTO actor_status (actor_id, position, type, siae_kind)
       SELECT a.id, 0, 'SIAE_AGREEMENT', a.kind FROM unnest($1::text[], $2::text[]) AS a (id, kind)`,
      [agreed.map(({ slug }) => entityId('actor', slug)), agreed.map(({ siaeKind }) => siaeKind)],
    );
    await client.query(
      `INSERT INTO actor_source (actor_id, source, locator) SELECT unnest($1::text[]), $2, 'synthétique'`,
      [ids, SOURCE.slug],
    );
  }
  // One in eight belongs to a network, which is one of those of the report.
  await client.query(
    `INSERT INTO actor_network (actor_id, network_id)
     SELECT a.id, n.id
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS at FROM actor WHERE slug LIKE 'organisation-synthetique-%') AS a
       JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at, count(*) OVER () AS many
               FROM actor WHERE 'NETWORK' = ANY (kinds)) AS n ON n.at = 1 + (a.at / 8) % n.many
      WHERE a.at % 8 = 0`,
  );
}
