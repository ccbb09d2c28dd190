import { attributedTerritories } from '../../subgraphs/financing/writes/attribution';
import type { ImportContext } from '../subject';

const BATCH = 1000;

/** Where a project acts, or where an actor has its seat. */
const TERRITORIES = {
  project: `SELECT p.project_id AS name, t.id AS territory FROM project_territory p JOIN territory t ON t.key = p.territory
    WHERE p.project_id = ANY($1::text[])`,
  recipient: `SELECT a.id AS name, t.id AS territory FROM actor a JOIN territory t ON t.key = a.territory
    WHERE a.id = ANY($1::text[])`,
};

/** Gives each staged award its territory: where its project acts, else where its recipient has its seat. */
export async function attributeAwards({ runner, actors }: ImportContext): Promise<void> {
  for (const owner of ['project', 'recipient'] as const) {
    const without = owner === 'recipient' ? 'AND project IS NULL' : '';
    for (let after = ''; ;) {
      const rows = (await runner.query(
        `SELECT DISTINCT ${owner} AS id FROM staged_award WHERE ${owner} > $1 ${without} ORDER BY 1 LIMIT ${BATCH}`,
        [after],
      )) as { id: string }[];
      if (rows.length === 0) break;
      after = rows.at(-1)?.id ?? '';
      const found = await actors.rows<{ name: string; territory: string }>(
        `import.territories.${owner}`,
        TERRITORIES[owner],
        [rows.map(({ id }) => id)],
      );
      const sets = new Map<string, string[]>();
      for (const { name, territory } of found) sets.set(name, [...(sets.get(name) ?? []), territory]);
      const keys = await attributedTerritories(runner.manager, sets);
      await runner.query(
        `UPDATE staged_award SET territory = found.key FROM unnest($1::text[], $2::int[]) AS found (id, key)
         WHERE staged_award.${owner} = found.id ${without}`,
        [[...keys.keys()], [...keys.values()]],
      );
    }
  }
}
