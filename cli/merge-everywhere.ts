import type { DataSource, QueryRunner } from 'typeorm';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { mergeActors, type MergeUndo } from '../subgraphs/actors/writes/merge-actors';
import { undoableMerge, undoMerge, type MergeRecord } from '../subgraphs/actors/writes/undo-merge';
import * as financing from '../subgraphs/financing/writes/rename-actor';
import * as flows from '../subgraphs/flows/writes/rename-actor';

type Owners = ReadonlyMap<SubgraphName, DataSource>;

/** Schemas that name actors by id. */
const NAMING = ['flows', 'financing'] as const;

const RENAMERS = { flows: flows.renameActor, financing: financing.renameActor };

/**
 * Merges an actor into another in all schemas, each in a transaction of its own, the directory first: from then on the
 * merged id leads to the kept one, so that what still names it is right meanwhile. Whatever ends this process between two
 * of them, running it again completes it.
 * @returns id of the merge
 */
export async function mergeEverywhere(owners: Owners, keptId: string, mergedId: string): Promise<string> {
  const { id } = await inTransaction(directory(owners), (runner) => mergeActors(runner, keptId, mergedId));
  await renameEverywhere(owners, id, keptId, mergedId);
  return id;
}

/** Gives what other schemas still say of a merged actor to the kept one. */
async function renameEverywhere(owners: Owners, id: string, keptId: string, mergedId: string): Promise<void> {
  for (const schema of NAMING) {
    const owner = owners.get(schema);
    if (!owner) continue;
    await inTransaction(owner, async (runner) => {
      const moved = await RENAMERS[schema](runner, mergedId, keptId);
      // Noted before this commits: what is noted and did not move is harmless to an undo, the other way round is lost.
      await noteReferences(directory(owners), id, schema, { ...moved });
    });
  }
}

/** Undoes a merge in all schemas, the directory last: until then the merged id leads to the kept actor. */
export async function undoEverywhere(owners: Owners, id: string): Promise<MergeRecord> {
  const runner = directory(owners).createQueryRunner();
  const merge = await undoableMerge(runner, id).finally(() => runner.release());
  const { kept_id: kept, merged_id: merged } = merge;
  const { flows: flowsMoved, financing: financingMoved } = (merge.undo.references ?? {}) as {
    flows?: flows.RenamedFlows;
    financing?: financing.RenamedFinancing;
  };
  const [flowsOwner, financingOwner] = NAMING.map((schema) => owners.get(schema));
  if (flowsOwner && flowsMoved)
    await inTransaction(flowsOwner, (each) => flows.renameActorBack(each, merged, kept, flowsMoved));
  if (financingOwner && financingMoved)
    await inTransaction(financingOwner, (each) =>
      financing.renameActorBack(each, merged, kept, financingMoved),
    );
  return inTransaction(directory(owners), (each) => undoMerge(each, id));
}

/** Adds what a schema moved to what an interrupted run noted before. */
async function noteReferences(
  actors: DataSource,
  id: string,
  schema: string,
  moved: Record<string, unknown[]>,
): Promise<void> {
  const [merge] = await actors.query<{ undo: MergeUndo }[]>('SELECT undo FROM actor_merge WHERE id = $1', [
    id,
  ]);
  const before = (merge?.undo.references?.[schema] ?? {}) as Record<string, unknown[]>;
  const both = Object.fromEntries(
    Object.entries(moved).map(([list, keys]) => {
      const all = [...(before[list] ?? []), ...keys].map((key) => JSON.stringify(key));
      return [list, [...new Set(all)].map((key) => JSON.parse(key) as unknown)];
    }),
  );
  await actors.query(
    `UPDATE actor_merge SET undo = jsonb_set(undo, '{references}', COALESCE(undo -> 'references', '{}') || $2::jsonb) WHERE id = $1`,
    [id, JSON.stringify({ [schema]: both })],
  );
}

function directory(owners: Owners): DataSource {
  const owner = owners.get('actors');
  if (!owner) throw new Error('the directory is not among the schemas');
  return owner;
}

async function inTransaction<T>(owner: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = owner.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
