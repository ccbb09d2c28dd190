import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { OperatorError } from '../platform/errors';
import { reasonOf, remedyOf, type Fault } from './faults';

/** What tells where a row stands: its line, or its rank in a list without lines. */
export type Place = 'line' | 'index';

const HEADER = ['column', 'value', 'reason', 'remedy', 'code'];

/**
 * Writes everything that is wrong with a file as CSV: line, column, value, reason, remedy, code.
 * @param columnName the name that the file itself gives a column
 */
export async function writeFaultFile(
  file: string,
  delimiter: string,
  batches: AsyncIterable<readonly Fault[]>,
  columnName: (column: string) => string,
  place: Place = 'line',
): Promise<void> {
  const stream = createWriteStream(file);
  const done = finished(stream);
  // Told below; without a listener a full disk would end the process.
  done.catch(() => undefined);
  try {
    stream.write(stringify([[place, ...HEADER]], { delimiter }));
    for await (const faults of batches) {
      const rows = faults.map((fault) => [
        fault.line,
        columnName(fault.column),
        fault.value,
        reasonOf(fault),
        remedyOf(fault),
        fault.code,
      ]);
      if (!stream.write(stringify(rows, { delimiter }))) await Promise.race([once(stream, 'drain'), done]);
    }
    stream.end();
    await done;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw new OperatorError(
      `Le fichier des erreurs "${file}" ne peut pas être écrit (${code}).`,
      'Donnez un autre chemin avec --errors.',
      { cause: error },
    );
  }
}

/** Takes away the faults of an earlier try, lest they be taken for those of this one. */
export async function removeFaultFile(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const [first] = (await createReadStream(file, { end: 60 }).toArray()) as Buffer[];
  if (first && /^(?:line|index)[;,\t]column[;,\t]value[;,\t]reason/.test(first.toString('utf8')))
    rmSync(file);
}
