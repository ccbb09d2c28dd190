import type { MigrationInterface, QueryRunner } from 'typeorm';

const KNOWN = ['SIRET', 'RNA', 'SIREN_NAME_COMMUNE', 'NEW', 'BY_HAND'];

/** Lists of PATs bear no SIRET: their rows stand for actors by the code of the PAT. */
export class PatEntries1767000000007 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return constrain(runner, [...KNOWN, 'PAT_CODE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE register_entry SET matched_by = 'NEW' WHERE matched_by = 'PAT_CODE'`);
    await constrain(runner, KNOWN);
  }
}

async function constrain(runner: QueryRunner, known: readonly string[]): Promise<void> {
  await runner.query(`
    ALTER TABLE register_entry DROP CONSTRAINT register_entry_match_known,
      ADD CONSTRAINT register_entry_match_known CHECK (matched_by IN (${known.map((word) => `'${word}'`).join(', ')}))`);
}
