import type { ExportTable } from '../../../platform/export-table';
import { MomentParameter } from '../../../platform/moment';
import { searchTerm } from '../../../platform/search-text';
import { SqlConditions } from '../../../platform/sql-conditions';
import { actorConditions } from '../queries/actor-list.queries';
import { activeByDefault, checkActorFilter } from '../resolvers/actor.list';
import type { ActorFilter } from '../schema/actor.input';
import { ACTOR_EXPORT_COLUMNS } from './actor-columns';
import { EDITION_SQL } from './edition';
import { ACTORS, ACTORS_AND_MERGED, modifiedAfter } from './followed-actors';

/** The filter of the API, and what only those who follow changes ask. */
type AskedActors = ActorFilter & { modifiedAfter?: string };

/** Every organisation, one a row: those at work today, and whatever changed for who asks for changes. */
export const actorsExport: ExportTable = {
  title: 'Actors',
  description: 'Organisations of the food system, funders included, one a row (acteurs).',
  filterType: 'ActorFilter',
  parameters: { modifiedAfter: MomentParameter },
  editionSql: EDITION_SQL,
  // The place of an actor is also asked by conditions, hence the territory in the base.
  base: ACTORS,
  order: 'a.id',
  joins: () => '',
  references: {},
  columns: ACTOR_EXPORT_COLUMNS,
  sourcesSql: `SELECT s.slug, s.title, s.publisher, s.date, s.url, s.licence FROM source s
    WHERE EXISTS (SELECT FROM actor_source l WHERE l.source = s.slug)`,
  select(asked) {
    const { search, modifiedAfter: since, ...others } = asked as AskedActors;
    // Who follows changes must learn of closures; any other list is of those at work, unless it says otherwise.
    const filter = since === undefined ? activeByDefault(others) : others;
    checkActorFilter(filter);
    const conditions = new SqlConditions();
    const matching = actorConditions(conditions, { filter, term: searchTerm(search) ?? null });
    const territories = { territory: filter.territory ?? null, operatesIn: filter.operatesIn ?? null };
    if (since === undefined) {
      conditions.always(matching);
      return { conditions, territories };
    }
    // What was merged has no kind or place any more: it is told to all who follow, whatever else they ask.
    conditions.always(`a.kept IS NOT NULL OR (${matching})`).when(since, modifiedAfter);
    return { conditions, territories, base: ACTORS_AND_MERGED };
  },
};
