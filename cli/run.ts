import { readConfig, type Config } from '../platform/config';
import { OperatorError } from '../platform/errors';
import { createLogger, type LogFormat, type Logger } from '../platform/log';

/** A mistake on the command line. */
export class UsageError extends OperatorError {}

/**
 * Runs a command: reads the configuration, tells a failure in plain words, sets the exit code.
 * @param work returns the exit code
 * @param format of what the command says; by default plain at a terminal and JSON elsewhere
 */
export async function run(
  work: (config: Config, log: Logger) => Promise<number>,
  format: LogFormat = process.stdout.isTTY ? 'plain' : 'json',
): Promise<void> {
  let debug = false;
  try {
    const config = readConfig();
    debug = config.logLevel === 'debug' || config.logLevel === 'trace';
    process.exitCode = await work(
      config,
      createLogger({ level: config.logLevel, format: config.logFormat ?? format }),
    );
  } catch (error) {
    tellFailure(error, debug);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
  // Nothing is left to wait for; a library's forgotten timer must not hold the process.
  process.exit();
}

/** What PostgreSQL refuses for want of room; everything was rolled back. */
const NO_ROOM: Record<string, string> = {
  '53100': 'The disk of the database is full: free some space (about 500 MB is enough), then start again.',
  '53200': 'The database server has not enough memory: free some, then start again.',
};

/** One or two lines on standard error; the stack only for who asked for it. */
export function tellFailure(error: unknown, debug: boolean): void {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`maillon: ${message}`);
  const remedy = remedyOf(error);
  if (remedy !== undefined) console.error(`remedy: ${remedy}`);
  if (debug) console.error(error);
}

function remedyOf(error: unknown): string | undefined {
  const { code = '' } = (error ?? {}) as { code?: string };
  if (NO_ROOM[code] !== undefined) return NO_ROOM[code];
  if (error instanceof OperatorError) return error.remedy;
  return 'start again with LOG_LEVEL=debug to see where it failed.';
}
