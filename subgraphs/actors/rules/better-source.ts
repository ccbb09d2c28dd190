/** What a source is, as far as trust goes. */
export type SourceRank = 'REGISTER' | 'REPORT' | 'OTHER';

/** What one source says of one attribute of an actor, as far as the choice between several goes. */
export interface RankedStatement {
  /** Whether the source still holds the record that says it; a report never drops one. */
  held: boolean;
  /** An identifier that fails its own check. */
  doubtful: boolean;
  rank: SourceRank;
  /** ISO day that the source gives to what it says. */
  statedOn: string;
  /** Slug of the source, and the record's name in it. */
  source: string;
  externalId: string;
}

const TRUST: Record<SourceRank, number> = { REGISTER: 0, REPORT: 1, OTHER: 2 };

/**
 * Orders what several sources say of one attribute, the best first (docs/decisions/0015): what is still held over what
 * was dropped, a value that passes its check over one that fails, a register over a report over anything else, the
 * later day, and then the slug and the record, so that the order is total and nothing depends on who came first.
 * `chosen-statement-sql.ts` says the same in SQL.
 */
export function compareStatements(left: RankedStatement, right: RankedStatement): number {
  return (
    Number(right.held) - Number(left.held) ||
    Number(left.doubtful) - Number(right.doubtful) ||
    TRUST[left.rank] - TRUST[right.rank] ||
    compare(right.statedOn, left.statedOn) ||
    compare(left.source, right.source) ||
    compare(left.externalId, right.externalId)
  );
}

/** The statement that wins; undefined when nobody says anything. */
export function betterStatement<Statement extends RankedStatement>(
  statements: readonly Statement[],
): Statement | undefined {
  return [...statements].sort(compareStatements)[0];
}

/** Bytes as PostgreSQL's collation "C" compares them; slugs, ids and days are ASCII, or near enough to it. */
function compare(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
