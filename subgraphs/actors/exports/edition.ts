/** The state of everything that this subgraph publishes, see migrations/actors/0008-content-edition.ts. */
export const EDITION_SQL = 'SELECT edition::text AS edition, changed_at AS "changedAt" FROM content_edition';
