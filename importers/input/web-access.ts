import { isPublicAddress } from './private-address';

/** What an import may fetch, and how long and how much of it. */
export interface WebAccess {
  readonly protocols: readonly string[];
  /** Whether a connection to this IP address may be made. */
  readonly mayConnect: (address: string) => boolean;
  readonly redirects: number;
  readonly maxBytes: number;
  /** Until the beginning of the answer, redirects included. */
  readonly answerMs: number;
  /** Between two parts of what comes. */
  readonly stallMs: number;
  /** From the first byte to the last. */
  readonly totalMs: number;
}

/** What the command uses: the public web over TLS. Tests hand over others, for a server of their own. */
export const PUBLIC_WEB: WebAccess = {
  protocols: ['https:'],
  mayConnect: isPublicAddress,
  redirects: 5,
  maxBytes: 4 * 1024 ** 3,
  answerMs: 30_000,
  stallMs: 30_000,
  totalMs: 3_600_000,
};
