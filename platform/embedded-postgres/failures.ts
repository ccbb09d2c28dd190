import { OperatorError } from '../errors';

const REMEDIES: { sign: RegExp; told: string; remedy: string }[] = [
  {
    sign: /ENOSPC|No space left on device|Check free disk space|Disk quota exceeded|EDQUOT/,
    told: 'The disk is full',
    remedy:
      'Free some space (about 500 MB is enough), or set MAILLON_DATA_DIR to a folder of another disk, then start again.',
  },
  {
    sign: /EACCES|EPERM|EROFS|Permission denied|Read-only file system|Operation not permitted/,
    told: 'The folder cannot be written or belongs to another account',
    remedy:
      'Start with the account that owns the folder, give it to yours (chown -R), or set MAILLON_DATA_DIR to another folder.',
  },
  {
    sign: /ENOTDIR|EEXIST|Not a directory/,
    told: 'A file stands where a folder is needed',
    remedy: 'Move that file away, or set MAILLON_DATA_DIR to another folder.',
  },
  {
    sign: /could not (create|map|resize) (shared memory|anonymous shared memory|semaphores)|Cannot allocate memory|ENOMEM/,
    told: 'The machine has not enough memory',
    remedy: 'Free some memory (about 300 MB is needed), then start again.',
  },
  {
    sign: /error while loading shared libraries|Library not loaded|cannot execute|ENOEXEC|Exec format error/,
    told: 'The programs of the embedded PostgreSQL do not run on this system',
    remedy: 'Use a system with glibc (not Alpine), or set DATABASE_URL to a PostgreSQL server.',
  },
  {
    sign: /database files are incompatible|database system identifier|invalid data in file|could not locate a valid checkpoint|invalid checkpoint/,
    told: 'The database files are damaged or belong to another build of PostgreSQL',
    remedy: 'Restore the data folder from a backup, or remove it to begin anew with the reference data.',
  },
];

/**
 * Turns what the system or PostgreSQL said into plain words with a remedy.
 * @param doing what was going on, e.g. "starting the embedded PostgreSQL"
 * @param said an error, or the last lines of a log
 */
export function explained(doing: string, folder: string, said: unknown): OperatorError {
  if (said instanceof OperatorError) return said;
  const text =
    said instanceof Error ? `${(said as NodeJS.ErrnoException).code ?? ''} ${said.message}` : String(said);
  const known = recognised(doing, folder, text);
  if (known) return known;
  const cause = said instanceof Error ? said : new Error(text);
  return new OperatorError(`${capital(doing)} in ${folder} failed: ${lastLine(text)}`, undefined, { cause });
}

/** The plain words for what was said, when it is one of the usual troubles. */
export function recognised(doing: string, folder: string, text: string): OperatorError | undefined {
  const known = REMEDIES.find(({ sign }) => sign.test(text));
  if (!known) return undefined;
  const cause = new Error(text);
  return new OperatorError(`${known.told}: ${doing} in ${folder} failed.`, known.remedy, { cause });
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return (lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '').trim();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
