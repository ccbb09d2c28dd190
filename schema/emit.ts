import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../platform/package-root';
import { RELEASED_FILE, SUPERGRAPH_FILE, contractFiles, printPublicSchema } from './contract-files';
import { allSubgraphs } from './subgraphs';

/**
 * Writes the generated files of schema/. With --release, also makes the present public schema the released
 * contract, which later changes must not break.
 */
async function main(): Promise<void> {
  const files = new Map(contractFiles(await allSubgraphs()));
  if (process.argv.includes('--release')) {
    files.set(RELEASED_FILE, printPublicSchema(files.get(SUPERGRAPH_FILE) ?? ''));
  }
  for (const [name, sdl] of files) writeFileSync(join(PACKAGE_ROOT, 'schema', name), sdl);
  process.stdout.write(`Wrote ${[...files.keys()].map((name) => `schema/${name}`).join(', ')}.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
