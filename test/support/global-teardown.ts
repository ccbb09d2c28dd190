import { rmSync } from 'node:fs';

/** Stops PostgreSQL and removes its folders. */
export default async function globalTeardown(): Promise<void> {
  const cluster = globalThis.testCluster;
  globalThis.testCluster = undefined;
  await cluster?.stop();
  for (const folder of cluster?.folders ?? []) rmSync(folder, { recursive: true, force: true });
}
