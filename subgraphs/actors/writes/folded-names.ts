import type { QueryRunner } from 'typeorm';
import { foldName } from '../../../platform/folded-name';

const BATCH = 5000;

interface NamedRow {
  id: string;
  name: string;
  acronym: string | null;
  sort_name: string;
  search_name: string;
}

/** What lists are ordered by and searches read, of a name and an acronym. */
export function foldedNames(
  name: string,
  acronym: string | null | undefined,
): { sortName: string; searchName: string } {
  return { sortName: foldName(name), searchName: foldName(`${name} ${acronym ?? ''}`) };
}

/** Brings the folded names of the touched actors in step with their names; one function folds all names. */
export async function writeFoldedNames(runner: Pick<QueryRunner, 'query'>): Promise<void> {
  for (let after = ''; ;) {
    const rows = (await runner.query(
      `SELECT id, name, acronym, sort_name, search_name FROM actor
       WHERE id IN (SELECT id FROM touched_actor WHERE id > $1 ORDER BY id LIMIT ${BATCH}) ORDER BY id`,
      [after],
    )) as NamedRow[];
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    const changed = rows.flatMap((row) => {
      const { sortName, searchName } = foldedNames(row.name, row.acronym);
      return sortName === row.sort_name && searchName === row.search_name
        ? []
        : [{ id: row.id, sortName, searchName }];
    });
    if (changed.length === 0) continue;
    await runner.query(
      `UPDATE actor a SET sort_name = f.sort_name, search_name = f.search_name
       FROM unnest($1::text[], $2::text[], $3::text[]) AS f (id, sort_name, search_name) WHERE a.id = f.id`,
      [
        changed.map(({ id }) => id),
        changed.map(({ sortName }) => sortName),
        changed.map(({ searchName }) => searchName),
      ],
    );
  }
}
