import type { Database } from '../../platform/database';
import { unknownTerritory } from '../../platform/territory-key';
import { createActorLoaders, type ActorLoaders } from './loaders/actor.loaders';
import { createProjectLoaders, type ProjectLoaders } from './loaders/project.loaders';
import { createTerritoryLoaders, type TerritoryLoaders } from './loaders/territory.loaders';

/** What a request to this subgraph works with; made anew for each. */
export interface ActorsContext {
  database: Database;
  actors: ActorLoaders;
  projects: ProjectLoaders;
  territories: TerritoryLoaders;
  /** Refuses a filter that names a territory nobody knows; asked only when the filter found nothing. */
  requireTerritory(id: string, argument?: string): Promise<void>;
}

/** Makes the context of one request. */
export function createActorsContext(database: Database): ActorsContext {
  const territories = createTerritoryLoaders(database);
  return {
    database,
    actors: createActorLoaders(database),
    projects: createProjectLoaders(database),
    territories,
    async requireTerritory(id, argument = 'filter.territory') {
      if ((await territories.byId.load(id)) === null) throw unknownTerritory(id, argument);
    },
  };
}
