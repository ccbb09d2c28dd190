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

/** One or two lines on standard error; the stack only for who asked for it. */
export function tellFailure(error: unknown, debug: boolean): void {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`maillon: ${message}`);
  if (error instanceof OperatorError && error.remedy) console.error(`remedy: ${error.remedy}`);
  if (debug) console.error(error);
  else if (!(error instanceof OperatorError))
    console.error('remedy: start again with LOG_LEVEL=debug to see where it failed.');
}
