import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../errors';
import { POSTGRES_MAJOR, program } from './binaries';
import { OWNER } from './credentials';
import { explained } from './failures';
import type { Place } from './place';

/** Whether the place holds a whole cluster of our version; one that initdb left half-made is put aside. */
export function hasCluster({ base, cluster }: Place): boolean {
  refuseOtherVersions(base, cluster);
  if (!existsSync(cluster)) return false;
  if (
    existsSync(path.join(cluster, 'PG_VERSION')) &&
    existsSync(path.join(cluster, 'global', 'pg_control'))
  ) {
    return true;
  }
  // Set aside, not removed: should it be a real cluster that lost a file, its owner may want it.
  const aside = `${cluster}.incomplete`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(cluster, aside);
  return false;
}

function refuseOtherVersions(base: string, cluster: string): void {
  const others = readdirSync(base).filter(
    (name) => /^postgres-\d+$/.test(name) && path.join(base, name) !== cluster,
  );
  for (const folder of existsSync(cluster) ? [cluster] : others.map((name) => path.join(base, name))) {
    const version = versionOf(folder);
    if (version === undefined || version === POSTGRES_MAJOR) continue;
    throw new OperatorError(
      `${folder} holds a PostgreSQL ${version} database; this release of Maillon runs PostgreSQL ${POSTGRES_MAJOR}.`,
      `Set MAILLON_DATA_DIR to a new folder, or move this one away: the reference data is loaded again by itself.`,
    );
  }
}

function versionOf(folder: string): string | undefined {
  const file = path.join(folder, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Makes a new cluster; it gets its name when it is whole, so that a killed initdb leaves nothing to mistake. */
export function makeCluster(
  { base, cluster, binaries, user }: Place,
  password: string,
  durable: boolean,
): void {
  const half = `${cluster}.half`;
  const passwordFile = path.join(base, 'owner-password.half');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (user) {
      chownSync(half, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    const result = spawnSync(program(binaries, 'initdb'), initdbArguments(half, passwordFile, durable), {
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    if (result.status !== 0) {
      throw explained('making the embedded database', base, result.error ?? result.stderr);
    }
    renameSync(half, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

function initdbArguments(folder: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own locale: the same order on every system, and no damage to indexes when the system's changes.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
    ...(durable ? [] : ['--no-sync']),
  ];
}
