import type { SubgraphStorage } from '../../platform/migrator';
import { Territories1767000000001 } from '../../migrations/actors/0001-territories';
import { Actors1767000000002 } from '../../migrations/actors/0002-actors';
import { Directory1767000000004 } from '../../migrations/actors/0004-directory';
import { Search1767000000005 } from '../../migrations/actors/0005-search';
import { ImportedTerritories1767000000006 } from '../../migrations/actors/0006-imported-territories';
import { PatEntries1767000000007 } from '../../migrations/actors/0007-pat-entries';
import { ContentEdition1767000000008 } from '../../migrations/actors/0008-content-edition';
import { WiderBands1767000000009 } from '../../migrations/actors/0009-wider-bands';
import { WholeNames1767000000010 } from '../../migrations/actors/0010-whole-names';
import { PlacesOnTheGlobe1767000000011 } from '../../migrations/actors/0011-places-on-the-globe';
import { Belts1767000000012 } from '../../migrations/actors/0012-belts';
import { ReferenceLoad1767000000003 } from '../../migrations/reference-load';
import {
  ActorEntity,
  ActorNetworkEntity,
  ActorSourceEntity,
  ActorStatusEntity,
} from './entities/actor.entity';
import { ChainActivityEntity } from './entities/chain-activity.entity';
import {
  ProjectActivityEntity,
  ProjectActorEntity,
  ProjectEntity,
  ProjectSourceEntity,
  ProjectTerritoryEntity,
} from './entities/project.entity';
import { SourceEntity } from './entities/source.entity';

/** Tables of the schema `actors` and the migrations that make them. */
export const actorsStorage: SubgraphStorage = {
  name: 'actors',
  entities: [
    SourceEntity,
    ActorEntity,
    ActorStatusEntity,
    ActorNetworkEntity,
    ActorSourceEntity,
    ChainActivityEntity,
    ProjectEntity,
    ProjectActivityEntity,
    ProjectTerritoryEntity,
    ProjectActorEntity,
    ProjectSourceEntity,
  ],
  migrations: [
    Territories1767000000001,
    Actors1767000000002,
    ReferenceLoad1767000000003,
    Directory1767000000004,
    Search1767000000005,
    ImportedTerritories1767000000006,
    PatEntries1767000000007,
    ContentEdition1767000000008,
    WiderBands1767000000009,
    WholeNames1767000000010,
    PlacesOnTheGlobe1767000000011,
    Belts1767000000012,
  ],
};
