import type { Config } from '../platform/config';
import type { Logger } from '../platform/log';
import { actorId } from './duplicates';
import { mergeEverywhere, undoEverywhere } from './merge-everywhere';
import { UsageError } from './run';
import { withWritten } from './sources';

/** `maillon merge <kept> <merged>`, `maillon merge --undo <id>` */
export async function merge(
  kept: string | undefined,
  merged: string | undefined,
  { undo }: { undo?: string },
  config: Config,
  log: Logger,
): Promise<number> {
  if (undo !== undefined) {
    if (kept !== undefined || !/^\d{1,18}$/.test(undo))
      throw new UsageError('--undo takes the number of a merge.');
    return withWritten(config, log, async (owners) => {
      const { kept_id, merged_id } = await undoEverywhere(owners, undo);
      log.info(`fusion n° ${undo} défaite : ${merged_id} est de nouveau à part de ${kept_id}`);
      return 0;
    });
  }
  if (kept === undefined || merged === undefined)
    throw new UsageError('Give the actor to keep, then the one to merge.');
  const [keptId, mergedId] = [actorId(kept), actorId(merged)];
  return withWritten(config, log, async (owners) => {
    const id = await mergeEverywhere(owners, keptId, mergedId);
    log.info(`fusion n° ${id} : ${mergedId} mène maintenant à ${keptId}`);
    log.info(`pour la défaire : maillon merge --undo ${id}`);
    return 0;
  });
}
