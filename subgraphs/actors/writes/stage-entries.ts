import type { QueryRunner } from 'typeorm';

type Runner = Pick<QueryRunner, 'query'>;

/** What can be wrong with an identifier by itself. */
export type IdentifierFlaw = 'WRONG_FORM' | 'WRONG_KEY';

/** One row of a register, checked; `statements` hold attributes as `actor_statement` does. */
export interface RegisterEntry {
  /** Place in the file: line or rank. */
  line: number;
  /** Names the row in its register, for good. */
  externalId: string;
  statedOn: string;
  name: string;
  /** foldName of the name. */
  foldedName: string;
  /** Where the slug of a new actor starts from. */
  slugBase: string;
  siret: string | null;
  siretFlaw: IdentifierFlaw | null;
  /** Of a SIRET or SIREN that passes its check. */
  siren: string | null;
  rna: string | null;
  rnaFlaw: IdentifierFlaw | null;
  /** Id of the territory of the seat, today's; with its key in this schema. */
  territory: string | null;
  territoryKey: number | null;
  statements: Record<string, unknown>;
}

const BATCH = 2000;

/** Makes the table that rows of a register are brought in through; it lives until the transaction ends. */
export async function createEntryStage(runner: Runner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE staged_entry (
      line bigint NOT NULL,
      external_id text COLLATE "C" NOT NULL,
      stated_on date NOT NULL,
      name text NOT NULL,
      folded_name text COLLATE "C" NOT NULL,
      slug_base text COLLATE "C" NOT NULL,
      siret text COLLATE "C",
      siret_flaw text,
      siren text COLLATE "C",
      rna text COLLATE "C",
      rna_flaw text,
      territory text COLLATE "C",
      territory_key integer,
      statements jsonb NOT NULL,
      -- Set by match-entries.ts: rows of one organisation, the actor that they stand for, and how it was found.
      cluster text COLLATE "C",
      actor_id text COLLATE "C",
      matched_by text
    ) ON COMMIT DROP`);
}

/** Adds rows to the stage. */
export async function stageEntries(runner: Runner, entries: readonly RegisterEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const rows = entries.slice(start, start + BATCH).map((entry) => ({
      line: entry.line,
      external_id: entry.externalId,
      stated_on: entry.statedOn,
      name: entry.name,
      folded_name: entry.foldedName,
      slug_base: entry.slugBase,
      siret: entry.siret,
      siret_flaw: entry.siretFlaw,
      siren: entry.siren,
      rna: entry.rna,
      rna_flaw: entry.rnaFlaw,
      territory: entry.territory,
      territory_key: entry.territoryKey,
      statements: entry.statements,
    }));
    await runner.query(
      'INSERT INTO staged_entry SELECT * FROM json_populate_recordset(NULL::staged_entry, $1::json)',
      [JSON.stringify(rows)],
    );
  }
}
