/** Why a read failed though nothing is wrong with it: worth another try. */
export type PassingFailure = 'away' | 'late';

/** What the system and PostgreSQL say of a server that is not there, or that takes no one else at the moment. */
const AWAY = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
  ],
  // Stopped by its keeper, crashed, starting up, or out of connections.
  ...['57P01', '57P02', '57P03', '53300'],
]);
/** The same from the driver, which gives these no code. */
const AWAY_IN_WORDS =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;
/** A statement ran into its timeout, or waited too long for a lock. */
const LATE = new Set(['57014', '55P03']);

/** Tells a database that cannot answer now from a fault of ours; undefined for the latter. */
export function passingFailure(error: unknown): PassingFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return AWAY_IN_WORDS.test(error.message) ? 'away' : undefined;
  if (LATE.has(code)) return 'late';
  // Class 08: connection exceptions.
  return AWAY.has(code) || /^08[0-9A-Z]{3}$/.test(code) ? 'away' : undefined;
}

/** What clients are told. */
export const PASSING_MESSAGES: Readonly<Record<PassingFailure, string>> = {
  away: 'The data cannot be reached at the moment; try again shortly.',
  late: 'The data took too long to read. Ask for less at once, or try again later.',
};
