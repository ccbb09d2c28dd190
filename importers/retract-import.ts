import type { DataSource } from 'typeorm';
import { lockImports } from './lock-imports';
import { readSource } from './source-record';
import { retractRegister } from '../subgraphs/actors/writes/retract-register';
import { isSubject, SUBJECTS } from './subjects';

/**
 * Takes out all that an imported source brought to a schema, and the source, in one transaction.
 * @returns rows taken out; undefined when this schema has no such import
 */
export async function retractImport(owner: DataSource, slug: string): Promise<number | undefined> {
  const runner = owner.createQueryRunner();
  try {
    await runner.startTransaction();
    await lockImports(runner);
    const source = await readSource(runner, slug);
    const subject = source?.subject;
    if (source?.kind !== 'IMPORT' || !subject || (subject !== 'structures' && !isSubject(subject))) {
      await runner.rollbackTransaction();
      return undefined;
    }
    const rows = await (subject === 'structures'
      ? retractRegister(runner, slug)
      : SUBJECTS[subject].retract(runner, slug));
    await runner.query('DELETE FROM source WHERE slug = $1', [slug]);
    await runner.commitTransaction();
    return rows;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
