import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../errors';
import type { Logger } from '../log';
import {
  canRun,
  copyBinaries,
  linkLibraries,
  packagedBinaries,
  POSTGRES_MAJOR,
  type Binaries,
} from './binaries';
import { postgresUser, type OsUser } from './os-user';

/** Where a cluster and its programs are, and who runs them (undefined: ourselves). */
export interface Place {
  readonly base: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly user: OsUser | undefined;
}

/** For clusters whose data folder PostgreSQL's account cannot enter. */
const OUTSIDE = '/var/lib/maillon';

const pointer = (dataDir: string): string => path.join(dataDir, 'cluster-location');

/** Where the cluster of a data folder is kept: the folder itself, or the place its pointer file names. */
export function baseOf(dataDir: string): string {
  return existsSync(pointer(dataDir)) ? readFileSync(pointer(dataDir), 'utf8').trim() : dataDir;
}

/** Finds or makes the place of a data folder's cluster, readable for the account that runs PostgreSQL. */
export function choosePlace(dataDir: string, log: Logger): Place {
  const base = chooseBase(dataDir, postgresUser(), log);
  const cluster = path.join(base, `postgres-${POSTGRES_MAJOR}`);
  const user = ownerOf(cluster) ?? postgresUser();
  return { base, cluster, user, binaries: chooseBinaries(base, user) };
}

function chooseBase(dataDir: string, user: OsUser | undefined, log: Logger): string {
  const base = baseOf(dataDir);
  if (base !== dataDir) {
    mkdirSync(base, { recursive: true, mode: 0o711 });
    return base;
  }
  const inside = path.join(dataDir, `postgres-${POSTGRES_MAJOR}`);
  if (!user || canEnter(dataDir, ownerOf(inside) ?? user)) return dataDir;
  if (existsSync(inside)) {
    throw new OperatorError(
      `The account "${user.name}", which runs PostgreSQL for root, cannot enter ${dataDir} any more.`,
      `Let it pass: chmod o+x ${dataDir} and the folders above it.`,
    );
  }
  return moveOutside(dataDir, user, log);
}

function moveOutside(dataDir: string, user: OsUser, log: Logger): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const base = path.join(OUTSIDE, name);
  if (existsSync(base)) {
    log.warn(`removing ${base}: the database of a former ${dataDir}, which was deleted`);
    rmSync(base, { recursive: true, force: true });
  }
  mkdirSync(base, { recursive: true, mode: 0o711 });
  writeFileSync(pointer(dataDir), `${base}\n`);
  log.info(`the database is kept in ${base}: the account "${user.name}" cannot enter ${dataDir}`);
  return base;
}

/** Root may start a folder that an ordinary user made: PostgreSQL then runs as that user. */
function ownerOf(cluster: string): OsUser | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  if (!stat || process.getuid?.() !== 0 || stat.uid === 0) return undefined;
  return { name: `of id ${stat.uid}`, uid: stat.uid, gid: stat.gid };
}

function canEnter(folder: string, user: OsUser): boolean {
  const result = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    uid: user.uid,
    gid: user.gid,
  });
  return result.status === 0;
}

function chooseBinaries(base: string, user: OsUser | undefined): Binaries {
  const packaged = packagedBinaries();
  try {
    linkLibraries(packaged);
  } catch {
    // An installation we may not write to: the copy below gets its links.
  }
  return canRun(packaged, user) ? packaged : copyBinaries(packaged, base);
}
