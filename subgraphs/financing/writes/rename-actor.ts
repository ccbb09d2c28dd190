import type { QueryRunner } from 'typeorm';

/** What named an actor and was given to another: what it takes to give it back. Keys are ids, or "project/key". */
export interface RenamedFinancing {
  funders: string[];
  recipients: string[];
  resources: string[];
  operators: string[];
  /** Useful effects, with the funders that each named before and after. */
  effects: Record<string, unknown>[];
  /** Projects that the actor is a party to, and of these the ones that the other was no party to. */
  parties: Record<string, unknown>[];
  partiesAdded: string[];
}

interface Column {
  list: 'funders' | 'recipients' | 'resources' | 'operators';
  table: string;
  column: string;
  /** SQL of what names the row. */
  key: string;
}

const COLUMNS: readonly Column[] = [
  { list: 'funders', table: 'award', column: 'funder', key: 'id' },
  { list: 'recipients', table: 'award', column: 'recipient', key: 'id' },
  { list: 'resources', table: 'resource_line', column: 'funder', key: `project || '/' || key` },
  { list: 'operators', table: 'funding_scheme', column: 'operator', key: 'id' },
];

/**
 * Gives all that names an actor to another one, in the caller's transaction, as when two entries of the directory turn
 * out to be one organisation. Sums by funder and recipient follow, for they are read from these columns.
 */
export async function renameActor(runner: QueryRunner, from: string, to: string): Promise<RenamedFinancing> {
  const moved = {} as RenamedFinancing;
  for (const { list, table, column, key } of COLUMNS) {
    moved[list] = await keysOf(
      runner,
      `UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1 RETURNING ${key} AS key`,
      [from, to],
    );
  }
  moved.effects = (await runner.query(
    `WITH named AS (SELECT code, funders FROM useful_effect WHERE $1 = ANY (funders)), moved AS (
       UPDATE useful_effect e SET funders = CASE WHEN $2 = ANY (e.funders) THEN array_remove(e.funders, $1)
         ELSE array_replace(e.funders, $1, $2) END
       FROM named WHERE named.code = e.code RETURNING e.code, named.funders AS before, e.funders AS after
     ) SELECT * FROM moved ORDER BY code`,
    [from, to],
  )) as Record<string, unknown>[];
  moved.parties = (await runner.query('SELECT * FROM project_party WHERE actor = $1 ORDER BY project', [
    from,
  ])) as Record<string, unknown>[];
  moved.partiesAdded = await keysOf(
    runner,
    `INSERT INTO project_party (project, actor, carrier, lucrative, aci, source)
     SELECT project, $2, carrier, lucrative, aci, source FROM project_party WHERE actor = $1
     ON CONFLICT (project, actor) DO NOTHING RETURNING project AS key`,
    [from, to],
  );
  await runner.query('DELETE FROM project_party WHERE actor = $1', [from]);
  return moved;
}

/** Undoes `renameActor`: what still is the other's goes back; what was corrected since stays as it is. */
export async function renameActorBack(
  runner: QueryRunner,
  from: string,
  to: string,
  moved: RenamedFinancing,
): Promise<void> {
  for (const { list, table, column, key } of COLUMNS) {
    await runner.query(
      `UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2 AND ${key} = ANY ($3::text[])`,
      [from, to, moved[list]],
    );
  }
  await runner.query(
    `UPDATE useful_effect e SET funders = r.before
     FROM jsonb_to_recordset($1::jsonb) AS r (code text, before text[], after text[])
     WHERE e.code = r.code AND e.funders = r.after`,
    [JSON.stringify(moved.effects)],
  );
  await runner.query('DELETE FROM project_party WHERE actor = $1 AND project = ANY ($2::text[])', [
    to,
    moved.partiesAdded,
  ]);
  await runner.query(
    `INSERT INTO project_party SELECT * FROM jsonb_populate_recordset(NULL::project_party, $1::jsonb)
     ON CONFLICT (project, actor) DO NOTHING`,
    [JSON.stringify(moved.parties)],
  );
}

async function keysOf(runner: QueryRunner, update: string, values: unknown[]): Promise<string[]> {
  const rows = (await runner.query(
    `WITH moved AS (${update}) SELECT key FROM moved ORDER BY key`,
    values,
  )) as {
    key: string;
  }[];
  return rows.map(({ key }) => key);
}
