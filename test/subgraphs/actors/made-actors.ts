import { refreshSearchDocuments } from '../../../subgraphs/actors/writes/search-documents';
import { ActorsHarness } from './actors-harness';

/** An organisation of our own, written as a register's import does. */
interface Made {
  slug: string;
  name: string;
  acronym?: string;
  kinds?: string[];
  links?: string[];
  seat?: string;
  at?: [latitude: number, longitude: number];
  closed?: boolean;
}

const MADE: Made[] = [
  { slug: 'jardins-test', name: 'Les Jardins de l’Étang Bleu', acronym: 'JEB', seat: 'commune:41018' },
  { slug: 'entraide-test', name: 'Asso. Entraide Bléso-Solognote', seat: 'commune:41018', kinds: ['SIAE'] },
  {
    slug: 'ferme-test',
    name: 'Ferme de la Grenouillère',
    seat: 'commune:41194',
    kinds: ['FARM'],
    links: ['PRODUCTION'],
  },
  { slug: 'fermee-test', name: 'Grenouillère Ancienne', seat: 'commune:41018', closed: true },
  { slug: 'sans-siege-test', name: 'Grenouillère Sans Siège' },
  { slug: 'departementale-test', name: 'Banque Zététique du Département', seat: 'commune:45234' },
  { slug: 'place-test', name: 'Place Zététique', at: [47.5861, 1.3359], seat: 'commune:45234' },
];

/** The loaded directory, and organisations whose names and places searches are tried on. */
export async function openWithMadeActors(): Promise<ActorsHarness> {
  const harness = await ActorsHarness.openLoaded();
  await harness.db.dataSource.transaction(async (manager) => {
    for (const { slug, name, acronym, kinds, links, seat, at, closed } of MADE) {
      await manager.query(
        `INSERT INTO actor (id, slug, name, acronym, kinds, chain_links, territory, latitude, longitude, closed_on, sort_name, search_name)
         VALUES ($1, $2, $3, $4, $5, $6, (SELECT key FROM territory WHERE id = $7), $8, $9, $10, lower($3), lower($3))`,
        [
          `actor:${slug}`,
          slug,
          name,
          acronym ?? null,
          kinds ?? ['ASSOCIATION'],
          links ?? [],
          seat ?? null,
          at?.[0] ?? null,
          at?.[1] ?? null,
          closed ? '2024-05-31' : null,
        ],
      );
    }
    await manager.query(
      `INSERT INTO actor_network (actor_id, network_id) VALUES ('actor:jardins-test', 'actor:reseau-cocagne')`,
    );
    await manager.query(
      `INSERT INTO actor_area (actor_id, territory, source)
       SELECT 'actor:departementale-test', key, 'gt4-2022' FROM territory WHERE id = 'departement:41'`,
    );
    await refreshSearchDocuments(
      manager,
      MADE.map(({ slug }) => `actor:${slug}`),
    );
  });
  return harness;
}
