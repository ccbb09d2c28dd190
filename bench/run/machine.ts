import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { PACKAGE_ROOT } from '../../platform/package-root';

/** What figures depend on; nothing that names a person or a machine. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  /** Gigabytes. */
  readonly memory: number;
  readonly platform: string;
  readonly node: string;
  /** Commit measured, with a mark when the tree had changes. */
  readonly commit: string;
  readonly date: string;
}

export function thisMachine(): Machine {
  const all = cpus();
  return {
    cores: all.length,
    processor: all[0]?.model.trim() ?? 'unknown',
    memory: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    commit: commit(),
    date: new Date().toISOString().slice(0, 10),
  };
}

function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, {
        cwd: PACKAGE_ROOT,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    // The results themselves are written beside the code they measure.
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':!bench/RESULTS.md') !== '';
    return git('rev-parse', '--short=12', 'HEAD') + (changed ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}
