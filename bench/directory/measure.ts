import { BareClients, openProbe, type SentStatement, type StatementProbe } from '../flows/same-sql';
import { sizeName } from '../generate/sizes';
import { timed } from '../run/clock';
import type { Measure } from '../run/measure';
import type { Requests } from '../run/requests';
import { rounds } from '../run/rounds';
import type { ScratchDatabase } from '../run/scratch';
import { sample } from '../run/statistics';

/** A loaded directory and the server that answers from it. */
export interface Directory {
  readonly size: number;
  readonly database: ScratchDatabase;
  readonly requests: Requests;
}

/** An operation and the variables it is sent with, in turn. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: readonly Record<string, unknown>[];
}

/** Requests over HTTP and the statements they send, alone on a bare client, in turn. */
export async function againstSameSql(
  { size, database, requests }: Directory,
  { name, query, variables }: Question,
  atMost: number,
): Promise<Measure> {
  const probe = await openProbe(database);
  const bare = await BareClients.connect(database);
  const times = { ours: [] as number[], sql: [] as number[] };
  try {
    const sent: SentStatement[][] = [];
    for (const each of variables) sent.push(await probe.sentBy(query, each));
    for (const counts of rounds()) {
      for (const [index, each] of variables.entries()) {
        const ours = await timed(() => requests.graphql(query, each));
        const sql = await timed(() => bare.send(sent[index] as SentStatement[]));
        if (!counts) continue;
        times.ours.push(ours.ms);
        times.sql.push(sql.ms);
      }
    }
  } finally {
    await bare.close();
    await probe.close();
  }
  return {
    name: `${name}, ${sizeName(size)} actors`,
    unit: 'ms',
    ours: sample(times.ours),
    against: { name: 'the same SQL sent by a bare pg client', value: sample(times.sql) },
    target: { atMost },
  };
}

/** Two ways of one question, in turn. */
export async function sideBySide(
  ours: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<{ ours: number[]; other: number[] }> {
  const times = { ours: [] as number[], other: [] as number[] };
  for (const counts of rounds()) {
    const [one, two] = [await timed(ours), await timed(other)];
    if (!counts) continue;
    times.ours.push(one.ms);
    times.other.push(two.ms);
  }
  return times;
}

/** The statements of one operation. */
export async function statementsOf(
  database: ScratchDatabase,
  query: string,
  variables: Record<string, unknown>,
): Promise<SentStatement[]> {
  const probe: StatementProbe = await openProbe(database);
  try {
    return await probe.sentBy(query, variables);
  } finally {
    await probe.close();
  }
}
