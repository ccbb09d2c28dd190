import type { QueryRunner } from 'typeorm';
import { lockFlows } from './lock-flows';

/** Flows that were given another provider or receiver: what it takes to give them the old one back. */
export interface RenamedFlows {
  provider: string[];
  receiver: string[];
}

const SIDES = ['provider', 'receiver'] as const;

/**
 * Gives the flows of an actor to another one, in the caller's transaction, as when two entries of the directory turn
 * out to be one organisation. Sums know no actor: none of them changes.
 * @returns ids of the flows moved, by the side on which the actor stood
 */
export async function renameActor(runner: QueryRunner, from: string, to: string): Promise<RenamedFlows> {
  await lockFlows(runner);
  const moved: RenamedFlows = { provider: [], receiver: [] };
  for (const side of SIDES) {
    moved[side] = await idsOf(
      runner,
      `WITH moved AS (UPDATE flow SET ${side} = $2 WHERE ${side} = $1 RETURNING id) SELECT id FROM moved ORDER BY id`,
      [from, to],
    );
  }
  return moved;
}

/**
 * Undoes `renameActor`: flows that still are the other's go back; those retracted or corrected since stay as they are.
 * @returns ids of the flows moved back
 */
export async function renameActorBack(
  runner: QueryRunner,
  from: string,
  to: string,
  flows: RenamedFlows,
): Promise<RenamedFlows> {
  await lockFlows(runner);
  const moved: RenamedFlows = { provider: [], receiver: [] };
  for (const side of SIDES) {
    moved[side] = await idsOf(
      runner,
      `WITH moved AS (UPDATE flow SET ${side} = $1 WHERE id = ANY($3) AND ${side} = $2 RETURNING id)
       SELECT id FROM moved ORDER BY id`,
      [from, to, flows[side]],
    );
  }
  return moved;
}

async function idsOf(runner: QueryRunner, text: string, values: unknown[]): Promise<string[]> {
  const rows = (await runner.query(text, values)) as { id: string }[];
  return rows.map(({ id }) => id);
}
