import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whole names and acronyms, by themselves: `msa` typed in full must come before all names that begin with it, and those are
 * what a suggestion otherwise reads. By words, a common one would lead to thousands of actors.
 */
export class WholeNames1767000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX actor_search_by_keys ON actor_search USING gin (keys)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX actor_search_by_keys');
  }
}
