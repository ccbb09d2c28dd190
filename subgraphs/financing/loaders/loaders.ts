import type { Database } from '../../../platform/database';
import { LoaderByArguments, loadManyByKey, loadOneByKey } from '../../../platform/loaders';
import type { AwardFilter } from '../schema/award.input';
import { awardsById, awardsOfProjects } from '../queries/awards';
import {
  awardCountsOf,
  awardPagesOf,
  type AwardOwner,
  type OwnedAwardRow,
} from '../queries/awards-of-owners';
import { fundingSchemesById } from '../queries/funding-schemes';
import {
  factsOfProjects,
  financingRules,
  partiesOfProjects,
  resourcesOfProjects,
  type FinancingRuleRow,
} from '../queries/project-financing';
import { sourcesBySlug, sourcesOfAwards } from '../queries/sources';
import {
  financingOfTerritories,
  knownTerritories,
  type TerritoryFinancingRow,
} from '../queries/territory-financing';
import { usefulEffectsOfProjects } from '../queries/useful-effects';

export interface AwardPageArguments {
  owner: AwardOwner;
  filter: AwardFilter | null | undefined;
  first: number;
  after: string | null | undefined;
}

export type FinancingLoaders = ReturnType<typeof createLoaders>;

/** The loaders of one request: each sends one statement for all that a tick asks of it. */
export function createLoaders(database: Database) {
  let rules: Promise<FinancingRuleRow[]> | undefined;
  return {
    award: loadOneByKey(
      (ids) => awardsById(database, ids),
      ({ id }) => id,
    ),
    awardSources: loadManyByKey(
      (ids) => sourcesOfAwards(database, ids),
      ({ award }) => award,
    ),
    source: loadOneByKey(
      (slugs) => sourcesBySlug(database, slugs),
      ({ slug }) => slug,
    ),
    scheme: loadOneByKey(
      (ids) => fundingSchemesById(database, ids),
      ({ id }) => id,
    ),
    projectAwards: loadManyByKey(
      (ids) => awardsOfProjects(database, ids),
      ({ project }) => project ?? '',
    ),
    projectResources: loadManyByKey(
      (ids) => resourcesOfProjects(database, ids),
      ({ project }) => project,
    ),
    projectParties: loadManyByKey(
      (ids) => partiesOfProjects(database, ids),
      ({ project }) => project,
    ),
    projectFacts: loadManyByKey(
      (ids) => factsOfProjects(database, ids),
      ({ project }) => project,
    ),
    projectUsefulEffects: loadManyByKey(
      (ids) => usefulEffectsOfProjects(database, ids),
      ({ project }) => project,
    ),
    /** The same few rules for every project of the request. */
    rules: () => (rules ??= financingRules(database)),
    knownTerritory: loadOneByKey(
      (ids) => knownTerritories(database, ids),
      ({ id }) => id,
    ),
    territoryFinancing: new LoaderByArguments(
      ({ year }: { year: number | null }, territories): Promise<(TerritoryFinancingRow[] | Error)[]> =>
        loadManyByKey(
          (ids) => financingOfTerritories(database, ids, year),
          ({ territory }) => territory,
        ).loadMany(territories),
    ),
    awardPages: new LoaderByArguments(
      ({ owner, ...page }: AwardPageArguments, owners): Promise<(OwnedAwardRow[] | Error)[]> =>
        loadManyByKey(
          (ids) => awardPagesOf(database, owner, ids, page),
          (row) => row.owner,
        ).loadMany(owners),
    ),
    awardCounts: new LoaderByArguments(
      async ({ owner, filter }: Pick<AwardPageArguments, 'owner' | 'filter'>, owners) => {
        const rows = await awardCountsOf(database, owner, owners, filter);
        const counts = new Map(rows.map((row) => [row.owner, row.count]));
        return owners.map((id) => counts.get(id) ?? 0);
      },
    ),
  };
}
