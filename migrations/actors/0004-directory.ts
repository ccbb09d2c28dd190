import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import keeps of itself with its source; the same columns as in the schema of flows. */
const BOOKKEEPING = `
  ALTER TABLE source
    ADD COLUMN kind text NOT NULL DEFAULT 'REFERENCE'
      CONSTRAINT source_kind_known CHECK (kind IN ('REPORT', 'IMPORT', 'FACTOR', 'REFERENCE')),
    ADD COLUMN imported_at timestamptz,
    ADD COLUMN file_name text,
    ADD COLUMN file_hash text,
    ADD COLUMN row_count bigint CONSTRAINT source_row_count_positive CHECK (row_count >= 0),
    ADD COLUMN subject text CONSTRAINT source_subject_known
      CHECK (subject IN ('structures', 'pats', 'pat-communes', 'communes-centre', 'contours'))`;

/** What a register says of an organisation beside its name and identifiers. The address is that of the organisation. */
const ACTOR = `
  ALTER TABLE actor
    ADD COLUMN description text,
    ADD COLUMN address text,
    ADD COLUMN address_complement text,
    ADD COLUMN postal_code text,
    ADD COLUMN opening_hours text,
    ADD COLUMN accessibility_url text,
    -- Set when every register that held it has dropped it, or says so: closed, never deleted.
    ADD COLUMN closed_on date,
    -- Last change of anything a partner sees: what "changed since" is asked of.
    ADD COLUMN modified_at timestamptz NOT NULL DEFAULT now()`;

/** Where an organisation acts, beside the projects it takes part in. */
const ACTOR_AREA = `
  CREATE TABLE actor_area (
    actor_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    territory integer NOT NULL REFERENCES territory (key),
    source text NOT NULL REFERENCES source (slug),
    PRIMARY KEY (actor_id, territory, source)
  )`;

/** One row of a register: which actor it stands for, what it says, and whether the register still holds it. */
const REGISTER_ENTRY = `
  CREATE TABLE register_entry (
    source text NOT NULL REFERENCES source (slug),
    external_id text COLLATE "C" NOT NULL,
    actor_id text COLLATE "C" NOT NULL REFERENCES actor (id),
    -- How the actor was found: SIRET, RNA, SIREN_NAME_COMMUNE, or NEW when the row made it; BY_HAND after a merge.
    matched_by text NOT NULL CONSTRAINT register_entry_match_known
      CHECK (matched_by IN ('SIRET', 'RNA', 'SIREN_NAME_COMMUNE', 'NEW', 'BY_HAND')),
    -- Date that the register gives to its row.
    stated_on date,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    PRIMARY KEY (source, external_id)
  )`;

/** What each source says of each attribute; the columns of `actor` hold those that win (rules/better-source.ts). */
const ACTOR_STATEMENT = `
  CREATE TABLE actor_statement (
    actor_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    source text NOT NULL REFERENCES source (slug),
    external_id text COLLATE "C" NOT NULL DEFAULT '',
    attribute text COLLATE "C" NOT NULL,
    value jsonb NOT NULL,
    -- Day that the source gives to what it says; else the day of the import.
    stated_on date NOT NULL,
    PRIMARY KEY (actor_id, attribute, source, external_id)
  )`;

/** Identifiers that fail their check or contradict others: kept, marked, reported. */
const IDENTIFIER_DOUBT = `
  CREATE TABLE identifier_doubt (
    actor_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    source text NOT NULL REFERENCES source (slug),
    external_id text COLLATE "C" NOT NULL,
    identifier text NOT NULL CONSTRAINT identifier_doubt_kind CHECK (identifier IN ('SIREN', 'SIRET', 'RNA')),
    value text NOT NULL,
    reason text NOT NULL CONSTRAINT identifier_doubt_reason
      CHECK (reason IN ('WRONG_FORM', 'WRONG_KEY', 'SHARED_BY_ROWS', 'CONTRADICTS')),
    PRIMARY KEY (actor_id, source, external_id, identifier)
  )`;

/** Pairs that may be one organisation: for a person to decide. */
const DUPLICATE_CANDIDATE = `
  CREATE TABLE duplicate_candidate (
    first_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    second_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    reasons text[] NOT NULL,
    score numeric(4, 3) NOT NULL CONSTRAINT duplicate_score_share CHECK (score BETWEEN 0 AND 1),
    found_at timestamptz NOT NULL DEFAULT now(),
    -- A person said that they are two.
    dismissed_at timestamptz,
    PRIMARY KEY (first_id, second_id),
    CONSTRAINT duplicate_in_order CHECK (first_id < second_id)
  )`;

/** Merges decided by a person, with all it takes to undo them; a merged id and slug lead to the one kept. */
const ACTOR_MERGE = [
  `CREATE TABLE actor_merge (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     kept_id text COLLATE "C" NOT NULL,
     merged_id text COLLATE "C" NOT NULL,
     -- The rows of the merged actor and the references moved, as they were.
     undo jsonb NOT NULL,
     merged_at timestamptz NOT NULL DEFAULT now(),
     undone_at timestamptz
   )`,
  `CREATE TABLE actor_redirect (
     old_id text COLLATE "C" PRIMARY KEY,
     old_slug text COLLATE "C" NOT NULL UNIQUE,
     actor_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
     merge_id bigint NOT NULL REFERENCES actor_merge (id)
   )`,
];

/** Outlines of territories for maps, as GeoJSON geometries in WGS 84. */
const TERRITORY_CONTOUR = `
  CREATE TABLE territory_contour (
    territory integer PRIMARY KEY REFERENCES territory (key) ON DELETE CASCADE,
    source text NOT NULL REFERENCES source (slug),
    geometry jsonb NOT NULL,
    west double precision NOT NULL,
    south double precision NOT NULL,
    east double precision NOT NULL,
    north double precision NOT NULL
  )`;

const INDEXES = [
  // "Who acts here" starts from the territories below and above the one asked for.
  'CREATE INDEX actor_area_by_territory ON actor_area (territory, actor_id)',
  // Entries, statements of an actor are read when it is merged or its best values are chosen again.
  'CREATE INDEX register_entry_by_actor ON register_entry (actor_id)',
  // Taking a source away asks what it said.
  'CREATE INDEX actor_statement_by_source ON actor_statement (source)',
  'CREATE INDEX duplicate_candidate_by_second ON duplicate_candidate (second_id)',
  // Partners follow changes: a range of this from the time they last asked.
  'CREATE INDEX actor_by_modified ON actor (modified_at, id)',
  // Matching rows of registers: SIREN, then name and commune.
  'CREATE INDEX actor_by_siren ON actor (siren) WHERE siren IS NOT NULL',
];

const TABLES = [
  'territory_contour',
  'actor_redirect',
  'actor_merge',
  'duplicate_candidate',
  'identifier_doubt',
  'actor_statement',
  'register_entry',
  'actor_area',
];

/** Registers of real organisations: provenance of each attribute, doubts, duplicates, merges, areas, contours. */
export class Directory1767000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      BOOKKEEPING,
      ACTOR,
      ACTOR_AREA,
      REGISTER_ENTRY,
      ACTOR_STATEMENT,
      IDENTIFIER_DOUBT,
      DUPLICATE_CANDIDATE,
      ...ACTOR_MERGE,
      TERRITORY_CONTOUR,
      ...INDEXES,
    ]) {
      await runner.query(statement);
    }
    await runner.query(`UPDATE source SET kind = 'REPORT' WHERE slug = 'gt4-2022'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`
      ALTER TABLE actor DROP COLUMN description, DROP COLUMN address, DROP COLUMN address_complement,
        DROP COLUMN postal_code, DROP COLUMN opening_hours, DROP COLUMN accessibility_url, DROP COLUMN closed_on,
        DROP COLUMN modified_at`);
    await runner.query('DROP INDEX IF EXISTS actor_by_siren');
    await runner.query(`
      ALTER TABLE source DROP COLUMN kind, DROP COLUMN imported_at, DROP COLUMN file_name, DROP COLUMN file_hash,
        DROP COLUMN row_count, DROP COLUMN subject`);
  }
}
