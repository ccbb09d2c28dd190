import type { QueryRunner } from 'typeorm';

/**
 * What imports say of territories, kept apart from the official geography so that a new edition of it leaves them
 * whole: territories, containment and places are derived from both (reference/cog/apply-imported-territories.ts).
 * All names are official codes, not keys: a row about a PAT or commune that is not known yet waits for it.
 */
const TABLES = [
  // Known from imports alone: the bundled geography does not hold it.
  `ALTER TABLE territory ADD COLUMN imported boolean NOT NULL DEFAULT FALSE`,
  `CREATE TABLE pat_listing (
     source text COLLATE "C" NOT NULL,
     code text COLLATE "C" NOT NULL,
     name text NOT NULL,
     -- Day of the document; of two sources the later one names the PAT.
     stated_on date NOT NULL,
     PRIMARY KEY (source, code)
   )`,
  // Whether somebody still lists a PAT.
  `CREATE INDEX pat_listing_by_code ON pat_listing (code)`,
  `CREATE TABLE pat_commune (
     source text COLLATE "C" NOT NULL,
     pat text COLLATE "C" NOT NULL,
     -- As the source writes it: an old code resolves to the commune of today at each edition anew.
     commune text COLLATE "C" NOT NULL,
     PRIMARY KEY (source, pat, commune)
   )`,
];

/** Of the schema that owns the Territory entity alone. */
const OWNER_TABLES = [
  `CREATE TABLE commune_location (
     source text COLLATE "C" NOT NULL,
     commune text COLLATE "C" NOT NULL,
     latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
     longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
     -- Day of the document; of two sources the later one places the commune.
     stated_on date NOT NULL,
     PRIMARY KEY (source, commune)
   )`,
];

/**
 * Creates the tables in the schema the connection stands in, which has the territory tables.
 * @param owner true for the subgraph that owns the Territory entity
 */
export async function createImportedTerritoryTables(runner: QueryRunner, owner: boolean): Promise<void> {
  for (const statement of [...TABLES, ...(owner ? OWNER_TABLES : [])]) await runner.query(statement);
}

/** Takes them away again. */
export async function dropImportedTerritoryTables(runner: QueryRunner, owner: boolean): Promise<void> {
  if (owner) await runner.query('DROP TABLE commune_location');
  for (const table of ['pat_commune', 'pat_listing']) await runner.query(`DROP TABLE ${table}`);
  await runner.query('ALTER TABLE territory DROP COLUMN imported');
}
