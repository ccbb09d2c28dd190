import { spawnSync } from 'node:child_process';
import { OperatorError } from '../errors';

/** The account PostgreSQL runs under. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

function numberOf(option: '-u' | '-g'): number | undefined {
  const result = spawnSync('id', [option, NAME], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout.trim()) : undefined;
}

function find(): OsUser | undefined {
  const uid = numberOf('-u');
  const gid = numberOf('-g');
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { name: NAME, uid, gid };
}

/**
 * PostgreSQL refuses to run as root: there, the account `postgres` runs it, made when the machine has none.
 * @returns undefined when we are not root: PostgreSQL then runs as ourselves
 */
export function postgresUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = find();
  if (existing) return existing;
  // -f: the group may be there already. No home, no shell: nobody logs in with this account.
  spawnSync('groupadd', ['-f', '--system', NAME], { stdio: 'ignore' });
  spawnSync('useradd', ['--system', '--gid', NAME, '--no-create-home', '--shell', '/bin/false', NAME], {
    stdio: 'ignore',
  });
  const made = find();
  if (made) return made;
  throw new OperatorError(
    `PostgreSQL refuses to run as root, and no account "${NAME}" could be made for it.`,
    `Create it (useradd --system ${NAME}), run Maillon as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
  );
}
