import { join } from 'node:path';
import { PACKAGE_ROOT } from '../platform/package-root';
import { contractFiles } from './contract-files';
import { allSubgraphs } from './subgraphs';
import { problemsOf } from './verify';

/** Fails, saying why, when the committed schema is stale, does not compose, is undescribed or breaks clients. */
async function main(): Promise<void> {
  const problems = problemsOf(contractFiles(await allSubgraphs()), join(PACKAGE_ROOT, 'schema'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  process.stdout.write('The schema is fresh, composes, is described and breaks nothing released.\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
