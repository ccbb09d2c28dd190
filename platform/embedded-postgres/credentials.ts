import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../errors';

const secret = z.string().min(20);
const format = z.object({
  owner: secret,
  actors: secret,
  flows: secret,
  financing: secret,
});

/** Passwords of the embedded cluster: its owner and the read role of each subgraph. */
export type Credentials = z.infer<typeof format>;

export const OWNER = 'maillon';
export const DATABASE = 'maillon';

const file = (dataDir: string): string => path.join(dataDir, 'credentials.json');

/** The passwords kept in the data folder, undefined when there are none yet. */
function readCredentials(dataDir: string): Credentials | undefined {
  let text: string;
  try {
    text = readFileSync(file(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return format.parse(JSON.parse(text));
  } catch {
    // The cause is left out: it could quote the file.
    throw new OperatorError(
      `The passwords of the embedded database cannot be read: ${file(dataDir)} is damaged.`,
      'Restore that file from a backup, or remove the whole data folder to begin anew.',
    );
  }
}

/** The passwords of a cluster that exists. */
export function keptCredentials(dataDir: string): Credentials {
  const credentials = readCredentials(dataDir);
  if (credentials) return credentials;
  throw new OperatorError(
    `The embedded database of ${dataDir} has lost its passwords: ${file(dataDir)} is missing.`,
    'Restore that file from a backup, or remove the whole data folder to begin anew.',
  );
}

/** Draws new passwords and keeps them where only this account can read them. */
export function drawCredentials(dataDir: string): Credentials {
  // base64url: no character needs escaping in a connection URL.
  const draw = (): string => randomBytes(24).toString('base64url');
  const credentials = { owner: draw(), actors: draw(), flows: draw(), financing: draw() };
  const half = `${file(dataDir)}.half`;
  writeFileSync(half, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file(dataDir));
  return credentials;
}

/** Address of the embedded database for its owner. */
export function ownerUrl(port: number, credentials: Credentials, database = DATABASE): string {
  return `postgres://${OWNER}:${credentials.owner}@127.0.0.1:${port}/${database}`;
}
