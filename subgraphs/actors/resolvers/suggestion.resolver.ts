import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { badUserInput } from '../../../platform/errors';
import { isGiven } from '../../../platform/identifiers';
import { searchTerm } from '../../../platform/search-text';
import { requireTerritoryId } from '../../../platform/territory-id';
import { SuggestionKind } from '../../../platform/vocabulary/suggestion-kind';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import type { ActorsContext } from '../context';
import { suggestActors, suggestProjects, type SuggestedRow } from '../queries/suggestion.queries';
import { territoriesByRelevance } from '../queries/territory-list.queries';
import { ranked } from '../rules/ranked-suggestions';
import { Suggestion } from '../schema/suggestion.type';

const MOST = 10;

/** As people of the field call them: the detail is read by visitors of pages, which are in French. */
const LEVELS: Record<TerritoryLevel, string> = {
  [TerritoryLevel.FRANCE]: 'Pays',
  [TerritoryLevel.REGION]: 'Région',
  [TerritoryLevel.DEPARTEMENT]: 'Département',
  [TerritoryLevel.EPCI]: 'Intercommunalité',
  [TerritoryLevel.COMMUNE]: 'Commune',
  [TerritoryLevel.PAT]: 'Projet alimentaire territorial',
};

/** Root field for search boxes. */
@Resolver()
export class SuggestionQueries {
  @Query(() => [Suggestion], {
    description:
      'What a text being typed may mean: active actors, territories and projects, the closest names first. Accents, case, abbreviations and typing errors are forgiven. Empty for an empty text.',
  })
  async suggest(
    @Ctx() context: ActorsContext,
    @Arg('text', () => String, { description: 'What has been typed, 100 characters at most.' }) text: string,
    @Arg('territory', () => ID, {
      nullable: true,
      description:
        'Only what is in this territory: actors seated there, territories inside it, projects there.',
    })
    territory: string | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: MOST,
      description: 'How many at most, 1 to 10.',
    })
    asked: number | null,
  ): Promise<Suggestion[]> {
    const first = size(asked ?? MOST);
    const term = searchTerm(text, 'text');
    if (isGiven(territory)) requireTerritoryId(territory, 'territory');
    if (term === undefined) return [];
    const within = territory ?? null;
    const [actors, territories, projects] = await Promise.all([
      suggestActors(context.database, term, within, first),
      suggestTerritories(context, term, within, first),
      suggestProjects(context.database, term, within, first),
    ]);
    const found = ranked<SuggestedRow & { kind: SuggestionKind }>(
      [
        actors.map((row) => ({ ...row, kind: SuggestionKind.ACTOR })),
        territories.map((row) => ({ ...row, kind: SuggestionKind.TERRITORY })),
        projects.map((row) => ({ ...row, kind: SuggestionKind.PROJECT })),
      ],
      first,
    );
    if (found.length === 0 && within !== null) await context.requireTerritory(within, 'territory');
    return found;
  }
}

async function suggestTerritories(
  context: ActorsContext,
  search: string,
  within: string | null,
  first: number,
): Promise<SuggestedRow[]> {
  const criteria = { search, level: undefined, within: within ?? undefined };
  const rows = await territoriesByRelevance(context.database, criteria, first, undefined);
  const ancestors = await Promise.all(rows.map(({ id }) => context.territories.ancestors.load(id)));
  return rows.map(({ id, name, level, tier }, index) => {
    const departement = ancestors[index]?.find((area) => area.level === TerritoryLevel.DEPARTEMENT);
    return {
      id,
      label: name,
      detail: departement ? `${LEVELS[level]}, ${departement.name}` : LEVELS[level],
      closeness: tier,
    };
  });
}

function size(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= MOST) return first;
  throw badUserInput(`\`first\` must be from 1 to ${MOST}; received ${first}.`, 'first');
}
