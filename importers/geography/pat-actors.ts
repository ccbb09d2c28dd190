import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import { foldName } from '../../platform/folded-name';
import { territoryId } from '../../platform/territory-id';
import { ActorKind } from '../../platform/vocabulary/actor-kind';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import { mergeRegister } from '../../subgraphs/actors/writes/merge-register';
import { actorsOnlyIn, retractRegister } from '../../subgraphs/actors/writes/retract-register';
import {
  createEntryStage,
  stageEntries,
  type RegisterEntry,
} from '../../subgraphs/actors/writes/stage-entries';
import type { ListedPat } from './pats.subject';
import { runnerOf, type Runners, type WriteScope } from './subject';

const SHOWN = 10;

/**
 * The actor that stands for each staged PAT: the one that a list knows by this code, else the one of kind PAT that
 * holds the recognition of this territory (the report's own). None for a new one.
 */
const FOUND = `
  SELECT staged.external_id AS code, COALESCE(
    (SELECT entry.actor_id FROM register_entry AS entry JOIN source ON source.slug = entry.source AND source.subject = 'pats'
     WHERE entry.external_id = staged.external_id ORDER BY entry.source = $1 DESC, entry.source LIMIT 1),
    (SELECT actor.id FROM actor_status AS status JOIN actor ON actor.id = status.actor_id
     JOIN territory AS pat ON pat.key = status.territory
     WHERE pat.id = 'pat:' || staged.external_id AND status.type = 'PAT_RECOGNITION' AND 'PAT' = ANY (actor.kinds)
     ORDER BY actor.id LIMIT 1)
  ) AS actor_id
  FROM staged_entry AS staged`;

/**
 * Brings the PATs of a list into the directory, as the register that it is: kind PAT, recognised for its territory,
 * acting there. The slug is `pat-<code>`, whatever the list calls the PAT one day. Those that the source no longer
 * lists (`replace`) have left it.
 */
export async function writePatActors(
  runner: QueryRunner,
  listed: readonly ListedPat[],
  { source, replace, sameFile }: WriteScope,
): Promise<void> {
  await createEntryStage(runner);
  await stageEntries(runner, await entriesOf(runner, source, listed));
  await mergeRegister(runner, source, {
    replace,
    sameFile,
    match: matchPats,
    relate: writeAreas,
  });
}

/** What the list says of each PAT, as of the day that is kept with it. */
async function entriesOf(
  runner: QueryRunner,
  source: string,
  listed: readonly ListedPat[],
): Promise<RegisterEntry[]> {
  const rows = (await runner.query(
    `SELECT code, name, stated_on::text AS "statedOn" FROM pat_listing
     WHERE source = $1 AND code = ANY ($2::text[]) ORDER BY code`,
    [source, listed.map(({ code }) => code)],
  )) as (ListedPat & { statedOn: string })[];
  return rows.map(({ code, name, statedOn }, index) => ({
    line: index + 1,
    externalId: code,
    statedOn,
    name,
    foldedName: foldName(name),
    slugBase: `pat-${code}`,
    ...{
      siret: null,
      siretFlaw: null,
      siren: null,
      rna: null,
      rnaFlaw: null,
      territory: null,
      territoryKey: null,
    },
    statements: {
      name,
      kinds: [ActorKind.PAT],
      statuses: [{ type: 'PAT_RECOGNITION', territory: territoryId(TerritoryLevel.PAT, code) }],
    },
  }));
}

/**
 * Finds the actors of the staged PATs. A list says how an actor is called only where nothing but lists says so, or where
 * it did before: others bear the name of an organisation, not that of its PAT.
 */
async function matchPats(runner: QueryRunner, source: string): Promise<void> {
  await runner.query(
    `UPDATE staged_entry AS staged
     SET cluster = staged.external_id, actor_id = found.actor_id, matched_by = 'PAT_CODE'
     FROM (${FOUND}) AS found WHERE found.code = staged.external_id`,
    [source],
  );
  await runner.query(
    `UPDATE staged_entry AS staged SET statements = statements - 'name'
     WHERE EXISTS (SELECT FROM actor_statement AS said JOIN source AS other ON other.slug = said.source
                   WHERE said.actor_id = staged.actor_id AND said.attribute = 'name'
                     AND other.subject IS DISTINCT FROM 'pats')
       AND NOT EXISTS (SELECT FROM actor_statement AS said
                       WHERE said.actor_id = staged.actor_id AND said.attribute = 'name'
                         AND said.source = $1 AND said.external_id = staged.external_id)`,
    [source],
  );
}

/** A PAT acts where its territory is. */
async function writeAreas(runner: QueryRunner, source: string): Promise<void> {
  await runner.query(
    `INSERT INTO actor_area (actor_id, territory, source)
     SELECT staged.actor_id, pat.key, $1
     FROM staged_entry AS staged JOIN territory AS pat ON pat.id = 'pat:' || staged.external_id
     ON CONFLICT DO NOTHING`,
    [source],
  );
}

/**
 * Takes what a list brought to the directory out again: actors that nothing else knows go with it.
 * @throws OperatorError when projects, flows or awards name some of them
 */
export async function retractPatActors(runners: Runners, source: string): Promise<void> {
  const actors = runnerOf(runners, 'actors');
  const ids = await actorsOnlyIn(actors, source);
  const named = [
    ...(await namedIn(actors, ids, 'project_actor', ['actor_id'])),
    ...(await namedIn(runnerOf(runners, 'flows'), ids, 'flow', ['provider', 'receiver'])),
    ...(await namedIn(runnerOf(runners, 'financing'), ids, 'award', ['funder', 'recipient'])),
  ];
  if (named.length > 0) {
    const shown = [...new Set(named)].sort().slice(0, SHOWN).join(', ');
    throw new OperatorError(
      `Des projets, des flux ou des aides nomment des acteurs que cette liste est seule à connaître : ${shown}.`,
      'Retirez d’abord les sources de ces flux et de ces aides, ou gardez la liste.',
    );
  }
  await retractRegister(actors, source);
}

async function namedIn(
  runner: QueryRunner,
  ids: readonly string[],
  table: string,
  columns: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const selects = columns.map(
    (column) => `SELECT ${column} AS id FROM ${table} WHERE ${column} = ANY ($1::text[])`,
  );
  const rows = (await runner.query(selects.join(' UNION '), [ids])) as { id: string }[];
  return rows.map(({ id }) => id);
}
