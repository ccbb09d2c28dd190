import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The writer of flows looks up the ends of a whole import at once, and locks their territories against removal
 * (writes/refuse-unfit.ts): two foreign keys would do so row by row, at a seventh of the time that inserting takes.
 * Whoever removes a territory is held to what flows name.
 */
const ENDS = [
  `ALTER TABLE flow DROP CONSTRAINT flow_origin_fkey, DROP CONSTRAINT flow_destination_fkey`,
  `CREATE FUNCTION keep_named_territory() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM flow WHERE origin = OLD.key) OR EXISTS (SELECT FROM flow WHERE destination = OLD.key) THEN
       RAISE foreign_key_violation USING CONSTRAINT = 'flow_end_fkey',
         MESSAGE = format('territory "%s" is an end of flows: flow_end_fkey', OLD.id);
     END IF;
     RETURN COALESCE(NEW, OLD);
   END $$`,
  `CREATE TRIGGER keep_named BEFORE DELETE ON territory FOR EACH ROW EXECUTE FUNCTION keep_named_territory()`,
  `CREATE TRIGGER keep_named_renumbered BEFORE UPDATE OF key ON territory FOR EACH ROW
     WHEN (OLD.key <> NEW.key) EXECUTE FUNCTION keep_named_territory()`,
];

/** Ends of flows without foreign keys. */
export class FlowEnds1767000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of ENDS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `DROP TRIGGER keep_named ON territory`,
      `DROP TRIGGER keep_named_renumbered ON territory`,
      `DROP FUNCTION keep_named_territory`,
      `ALTER TABLE flow ADD CONSTRAINT flow_origin_fkey FOREIGN KEY (origin) REFERENCES territory (key),
         ADD CONSTRAINT flow_destination_fkey FOREIGN KEY (destination) REFERENCES territory (key)`,
    ]) {
      await runner.query(statement);
    }
  }
}
