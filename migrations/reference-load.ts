import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers which state of the bundled reference data a schema holds; the same table in each schema. */
export class ReferenceLoad1767000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reference_load (
        name text PRIMARY KEY,
        fingerprint text NOT NULL,
        loaded_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reference_load');
  }
}
