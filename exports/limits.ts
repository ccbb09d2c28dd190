/** What exports may take of a server. */
export interface ExportLimits {
  /** How many run at once; each holds a connection of the database. */
  readonly concurrent: number;
  /** How long one may last, sorting and sending included: a snapshot held too long keeps old rows from being removed. */
  readonly maxMs: number;
  /** How long a client may take nothing of what is sent. */
  readonly stallMs: number;
}

export const EXPORT_LIMITS: ExportLimits = { concurrent: 4, maxMs: 3_600_000, stallMs: 60_000 };

/** When to come back after a refusal, in seconds. */
export const RETRY_AFTER_S = 30;
