import { setTimeout as pause } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import type { SubgraphName } from './subgraph/subgraph';

/** Passwords for the read roles; a role without one keeps what it has, and cannot log in when new. */
export type RolePasswords = Partial<Record<SubgraphName, string>>;

/** Sends one statement as the owner. */
export type Send = (text: string) => Promise<unknown>;

/** Schema of unaccent and pg_trgm, shared by all subgraphs. */
export const EXTENSIONS = 'extensions';
const STATEMENT_TIMEOUT_MS = 15_000;
const ATTEMPTS = 8;
const RETRY_MS = 20;

/** The login role that reads for a subgraph: SELECT on its own schema, nothing else. */
export function readRole(name: SubgraphName): string {
  return `maillon_${name}`;
}

/** What each session of a read role runs with, whatever way it connects. */
function sessionSettings(name: SubgraphName): [string, string][] {
  return [
    ['search_path', `${name},${EXTENSIONS}`],
    ['default_transaction_read_only', 'on'],
    ['statement_timeout', String(STATEMENT_TIMEOUT_MS)],
    ['idle_in_transaction_session_timeout', '30000'],
    // Compiling a statement takes longer than any of ours runs, and is decided by estimates, which a recursion has none of.
    ['jit', 'off'],
  ];
}

/**
 * How a subgraph connects to read.
 * @param asRole for an owner's address, when no password of the read role is known: the session gives up its rights
 */
export function readConnection(name: SubgraphName, url: string, asRole = false): PoolConfig {
  const settings = [
    ...(asRole ? [['role', readRole(name)] as [string, string]] : []),
    ...sessionSettings(name),
  ];
  return {
    connectionString: url,
    application_name: readRole(name),
    options: settings.map(([key, value]) => `-c ${key}=${value}`).join(' '),
  };
}

/** Makes the read role of a subgraph when there is none, and sets what its sessions run with. */
export async function ensureRole(
  name: SubgraphName,
  password: string | undefined,
  sendOnce: Send,
): Promise<void> {
  const role = readRole(name);
  const send: Send = (text) => withRetries(() => sendOnce(text));
  await send(`DO $do$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
      CREATE ROLE ${role} LOGIN NOINHERIT;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$`);
  if (password !== undefined) await send(`ALTER ROLE ${role} PASSWORD '${password.replaceAll("'", "''")}'`);
  for (const [key, value] of sessionSettings(name)) {
    await send(`ALTER ROLE ${role} SET ${key} TO ${key === 'search_path' ? value : `'${value}'`}`);
  }
  // An owner who is no superuser reads through the role only when it may become it. From version 16 on, who makes a
  // role is its member at once, but without that right.
  await send(`DO $do$ BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
      AND NOT pg_has_role(current_user, '${role}',
        CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END)
      THEN GRANT ${role} TO CURRENT_USER;
    END IF; END $do$`);
}

/** Roles belong to the whole server: a migration of another database may change the same one at this moment. */
async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const collided = (error as Error).message.includes('tuple concurrently updated');
      if (!collided || attempt === ATTEMPTS) throw error;
      await pause(attempt * RETRY_MS);
    }
  }
}

/** Lets the role read its schema: the tables of today and those of later migrations. */
export async function grantReading(name: SubgraphName, send: Send): Promise<void> {
  const role = readRole(name);
  await send(`REVOKE ALL ON SCHEMA ${name} FROM PUBLIC`);
  await send(`GRANT USAGE ON SCHEMA ${name}, ${EXTENSIONS} TO ${role}`);
  await send(`GRANT SELECT ON ALL TABLES IN SCHEMA ${name} TO ${role}`);
  await send(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT SELECT ON TABLES TO ${role}`);
}

/** Takes away what PostgreSQL gives everyone; only on a database that is Maillon's alone. */
export async function closeToPublic(send: Send): Promise<void> {
  await send('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await send(`DO $do$ BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO maillon_actors, maillon_flows, maillon_financing', current_database());
  EXCEPTION WHEN undefined_object THEN NULL; END $do$`);
}
