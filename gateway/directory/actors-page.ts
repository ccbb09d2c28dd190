import type { Gateway } from '../gateway';
import { askGateway, NoAnswer } from '../pages/ask-gateway';
import type { RequestScope } from '../request-scope';
import type { PageParameters } from './parameters';

export interface ListedActor {
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly kinds: readonly string[];
  readonly chainLinks: readonly string[];
  readonly website: string | null;
  readonly territory: { readonly name: string } | null;
}

/** One page of the list, as the public API gives it. */
export interface ActorsPage {
  readonly territoryName: string | undefined;
  readonly total: number;
  readonly actors: readonly ListedActor[];
  readonly next: string | undefined;
}

/** Why there is no list: the reader’s doing, or ours. */
export type NoPage =
  | { readonly kind: 'refused'; readonly message: string; readonly argument: string | undefined }
  | { readonly kind: 'noTerritory' }
  | { readonly kind: 'away' };

const PAGE_SIZE = 20;

const OPERATION = `query PageAnnuaire(
  $filter: ActorFilter, $first: Int!, $after: String, $territory: ID!, $narrowed: Boolean!
) {
  territory(id: $territory) @include(if: $narrowed) { name }
  actors(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { slug name acronym kinds chainLinks website territory { name } }
  }
}`;

interface Answer {
  territory?: { name: string } | null;
  actors: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: ListedActor[];
  };
}

/** Asks what any client could ask: limits and refusals are the same. */
export async function askActorsPage(
  gateway: Gateway,
  scope: RequestScope,
  parameters: PageParameters,
  timeoutMs: number,
): Promise<ActorsPage | NoPage> {
  try {
    const variables = variablesOf(parameters);
    const { actors, territory } = await askGateway<Answer>(gateway, scope, OPERATION, variables, timeoutMs);
    if (parameters.territory !== undefined && !territory) return { kind: 'noTerritory' };
    return {
      territoryName: territory?.name,
      total: actors.totalCount,
      actors: actors.nodes,
      next: actors.pageInfo.hasNextPage ? (actors.pageInfo.endCursor ?? undefined) : undefined,
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return noPage(error.errors);
  }
}

interface Refusal {
  message: string;
  path?: unknown[];
  extensions?: { code?: string; argument?: string };
}

function noPage(errors: unknown): NoPage {
  const refusal = Array.isArray(errors) ? (errors as Refusal[])[0] : undefined;
  if (refusal?.extensions?.code !== 'BAD_USER_INPUT') return { kind: 'away' };
  const { argument } = refusal.extensions;
  // A malformed id is refused where a well-formed one that nobody has gives null: one thing to a reader.
  if (refusal.path?.[0] === 'territory' || argument?.endsWith('territory')) return { kind: 'noTerritory' };
  return { kind: 'refused', message: refusal.message, argument };
}

function variablesOf(parameters: PageParameters): Record<string, unknown> {
  const { territory, search, kinds, siaeKinds, chainLinks, networks, after } = parameters;
  const lists = Object.entries({ kinds, siaeKinds, chainLinks, networks }).filter(
    ([, values]) => values.length > 0,
  );
  return {
    // An empty list asks for nothing at all: it is left out.
    filter: {
      ...(territory !== undefined && { territory }),
      ...(search !== undefined && { search }),
      ...Object.fromEntries(lists),
    },
    first: PAGE_SIZE,
    after: after ?? null,
    territory: territory ?? '',
    narrowed: territory !== undefined,
  };
}
