import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded, type EmbeddedPostgres } from '../../platform/embedded-postgres/start';
import { createLogger } from '../../platform/log';

declare global {
  // Shared with global-teardown, which runs in the same process.
  var testCluster: EmbeddedPostgres | undefined;
}

/** Starts one PostgreSQL for the whole run; each test file then makes databases of its own in it. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'maillon-test-'));
  // As root, the account that runs PostgreSQL must be able to pass.
  chmodSync(dataDir, 0o711);
  const cluster = await startEmbedded({ dataDir, log: createLogger({ level: 'warn' }), durable: false });
  globalThis.testCluster = cluster;
  process.env['MAILLON_TEST_DATABASE'] = cluster.url;
  process.env['MAILLON_TEST_ROLES'] = JSON.stringify(cluster.credentials);
  // An interrupted run ends through the exit listeners, so that nothing stays behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  process.once('exit', () => {
    if (globalThis.testCluster)
      for (const folder of cluster.folders) rmSync(folder, { recursive: true, force: true });
  });
}
