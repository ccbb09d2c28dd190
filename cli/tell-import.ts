import type { Logger } from '../platform/log';
import { counted } from './counted';
import { reasonOf, remedyOf, type Fault } from '../importers/faults';

const SHOWN_NOTICES = 10;

/** Says what the operator should know of a file that is taken all the same. */
export function tellNotices(notices: readonly string[], log: Logger): void {
  for (const notice of notices.slice(0, SHOWN_NOTICES)) log.info(`à savoir : ${notice}`);
  if (notices.length > SHOWN_NOTICES)
    log.info(`à savoir : … et ${notices.length - SHOWN_NOTICES} autres remarques`);
}

/**
 * Says the first things that are wrong with a file, and where the others are.
 * @param place what a row stands at: "ligne", "élément"
 */
export function tellFaults(
  { rows, faults, firstFaults }: { rows: number; faults: number; firstFaults: readonly Fault[] },
  place: string,
  errorsFile: string,
  log: Logger,
): void {
  for (const fault of firstFaults) {
    const where = fault.column === '' ? '' : `, colonne ${fault.column}`;
    const value = fault.value === '' ? '' : ` « ${fault.value} »`;
    log.error(`${place} ${fault.line}${where}${value} : ${reasonOf(fault)} → ${remedyOf(fault)}`);
  }
  const more = faults > firstFaults.length ? ` (les ${firstFaults.length} premières sont ci-dessus)` : '';
  const found = `${counted(faults, 'erreur')} dans ${counted(rows, 'ligne')}`;
  log.error(`${found}${more}, à lire dans ${errorsFile} ; rien n’a été écrit`);
}
