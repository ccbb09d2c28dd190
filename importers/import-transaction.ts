import type { DataSource, QueryRunner } from 'typeorm';
import { OperatorError } from '../platform/errors';

/**
 * Runs an import: all of it or nothing. Whatever ends this process before the commit leaves the database as it was.
 * @param work starts the transaction when it is ready to; an outcome without counts is rolled back
 * @param signal aborted when the operator gives up
 */
export async function importTransaction<Outcome extends { counts: unknown }>(
  target: DataSource,
  signal: AbortSignal | undefined,
  work: (runner: QueryRunner) => Promise<Outcome>,
): Promise<Outcome> {
  const runner = target.createQueryRunner();
  let giveUp = (): void => undefined;
  try {
    giveUp = await canceller(runner, target);
    signal?.addEventListener('abort', giveUp);
    await prepareSession(runner);
    const outcome = await work(runner);
    signal?.throwIfAborted();
    if (outcome.counts === undefined) await runner.rollbackTransaction();
    else await runner.commitTransaction();
    return outcome;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    if (signal?.aborted)
      throw new OperatorError('Interrompu : rien n’a été écrit.', undefined, { cause: error });
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    await runner.release();
  }
}

/** Settings of the transaction of an import. */
export async function settleTransaction(runner: QueryRunner): Promise<void> {
  // Hashes of a million rows stay in memory; compiling statements that run once costs more than it saves.
  for (const setting of [
    `work_mem = '64MB'`,
    'jit = off',
    'statement_timeout = 0',
    'idle_in_transaction_session_timeout = 0',
  ])
    await runner.query(`SET LOCAL ${setting}`);
}

/** What ends the statement that the import is waiting for. */
async function canceller(runner: QueryRunner, target: DataSource): Promise<() => void> {
  const [backend] = (await runner.query('SELECT pg_backend_pid() AS pid')) as { pid: number }[];
  return () => void target.query('SELECT pg_cancel_backend($1)', [backend?.pid]).catch(() => undefined);
}

/** Settings of the session; none that a later user of the connection would mind. */
async function prepareSession(runner: QueryRunner): Promise<void> {
  // A long statement of a client that was killed ends within seconds instead of running on for nothing.
  // Some systems cannot watch connections: the statement then ends when it would answer.
  await runner.query(`SET client_connection_check_interval = '2s'`).catch(() => undefined);
}
