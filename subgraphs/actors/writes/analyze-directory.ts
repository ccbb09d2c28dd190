import type { QueryRunner } from 'typeorm';

/**
 * Tells the planner how many rows there are. A database that runs for as long as a command does is never looked at by
 * PostgreSQL's own upkeep, and a join of tables that it takes for empty costs minutes.
 */
export async function analyzeDirectory(runner: Pick<QueryRunner, 'query'>): Promise<void> {
  await runner.query(
    'ANALYZE actor, actor_statement, actor_source, actor_status, register_entry, identifier_doubt',
  );
}
