import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Never in a log, wherever a caller puts them. */
const SECRETS = ['password', 'databaseUrl', 'connectionString', 'authorization', 'cookie', 'token'];
const REDACTED = [
  ...SECRETS,
  ...SECRETS.map((name) => `*.${name}`),
  ...SECRETS.map((name) => `*.*.${name}`),
  'req.headers.authorization',
  'req.headers.cookie',
];

/** `json` for machines, one object a line; `plain` for a person at a terminal. */
export type LogFormat = 'json' | 'plain';

/** The logger of a process: lines on standard output, secrets removed. */
export function createLogger(
  options: { level?: LogLevel; format?: LogFormat; destination?: DestinationStream } = {},
): Logger {
  const destination = options.destination ?? pino.destination({ fd: 1, sync: true });
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[removed]' },
    },
    options.format === 'plain' ? plainLines(destination) : destination,
  );
}

const MARKS: Record<string, string> = { warn: 'warning: ', error: 'error: ', fatal: 'error: ' };

interface Line {
  level: string;
  msg?: string;
  err?: { message: string };
  method?: string;
  path?: string;
  status?: number;
  ms?: number;
  url?: string;
}

/** Keeps the message of each line, and of a request what was asked and answered; the rest is for machines. */
function plainLines(destination: DestinationStream): DestinationStream {
  return {
    write(text: string): void {
      const line = JSON.parse(text) as Line;
      const told =
        line.method === undefined
          ? [line.url === undefined ? line.msg : `${line.msg} at ${line.url}`, line.err?.message]
          : [line.method, line.path, line.status, `${line.ms?.toFixed(0)} ms`];
      const words = told.filter((word) => word !== undefined).join(line.method === undefined ? ': ' : ' ');
      destination.write(`${MARKS[line.level] ?? ''}${words}\n`);
    },
  };
}
