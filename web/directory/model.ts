import { Refused, ServiceAway, type Api } from './api';
import { wrong, WrongAttribute, type AttributeProblem, type Scope } from './attributes';
import type { FacetCounts } from './facets';
import moreOperation from './operations/more.graphql';
import pageOperation from './operations/page.graphql';
import suggestOperation from './operations/suggest.graphql';
import territoryOperation from './operations/territory.graphql';
import { filterOf, isNarrowed, NOTHING_CHOSEN, type ActorFilter, type Selection } from './selection';
import type { Speech } from './words';

export interface Actor {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly kinds: readonly string[];
  readonly chainLinks: readonly string[];
  readonly website: string | null;
  readonly territory: { readonly name: string; readonly level: string; readonly code: string } | null;
  readonly networks: readonly { readonly name: string }[];
}
export interface Territory {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly ancestors: readonly { readonly id: string; readonly level: string }[];
}
export interface Suggestion {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
  readonly detail: string | null;
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Actor[];
}
export interface Results {
  readonly total: number;
  readonly actors: readonly Actor[];
  readonly facets: FacetCounts;
  /** Where the next page begins; undefined at the end. */
  readonly next: string | undefined;
}
export type Failure =
  | { readonly kind: 'attribute'; readonly problem: AttributeProblem }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'away' };

const PAGE_SIZE = 20;

/** What the directory knows and does, whatever shows it. */
export class DirectoryModel {
  selection: Selection = NOTHING_CHOSEN;
  territory: Territory | undefined;
  results: Results | undefined;
  failure: Failure | undefined;
  busy = true;
  #running = new AbortController();

  constructor(
    readonly api: Api,
    readonly scope: Scope,
    readonly speech: Speech,
    private readonly changed: () => void,
  ) {}

  get filter(): ActorFilter {
    return filterOf(this.scope, this.selection);
  }

  /** Asks for what is chosen; also the way to try again. */
  async load(): Promise<void> {
    const { signal } = this.#restart();
    this.busy = true;
    this.failure = undefined;
    this.changed();
    await this.#attempt(signal, async () => {
      this.territory ??= await this.#scopeTerritory(signal);
      const variables = { filter: this.filter, first: PAGE_SIZE };
      const { actors, actorFacets } = await this.api.ask<{ actors: Page; actorFacets: FacetCounts }>(
        pageOperation,
        variables,
        signal,
      );
      this.results = { ...pageOf(actors), actors: actors.nodes, facets: actorFacets };
    });
  }

  select(selection: Selection): Promise<void> {
    this.selection = selection;
    return this.load();
  }

  /** Adds the next page; gives the first actor that is new. */
  async more(): Promise<Actor | undefined> {
    const before = this.results;
    if (before?.next === undefined || this.busy) return undefined;
    const { signal } = this.#restart();
    this.busy = true;
    this.changed();
    let added: Actor | undefined;
    await this.#attempt(signal, async () => {
      const variables = { filter: this.filter, first: PAGE_SIZE, after: before.next };
      const { actors } = await this.api.ask<{ actors: Page }>(moreOperation, variables, signal);
      this.results = { ...before, ...pageOf(actors), actors: [...before.actors, ...actors.nodes] };
      added = actors.nodes[0];
    });
    return added;
  }

  /** Actors and places to choose from while typing; nothing when the service cannot tell. */
  async suggest(text: string, signal: AbortSignal): Promise<Suggestion[]> {
    try {
      const variables = { text, territory: this.scope.territory };
      const { suggest } = await this.api.ask<{ suggest: Suggestion[] }>(suggestOperation, variables, signal);
      // A project is no answer in a directory of actors.
      return suggest.filter(({ kind }) => kind !== 'PROJECT');
    } catch {
      return [];
    }
  }

  /** Nothing was asked beyond what the page states, and nothing is there. */
  get isEmptyByItself(): boolean {
    return this.results?.total === 0 && !isNarrowed(this.selection);
  }

  stop(): void {
    this.#running.abort();
  }

  /** Only the last question counts. */
  #restart(): AbortController {
    this.#running.abort();
    this.#running = new AbortController();
    return this.#running;
  }

  async #attempt(signal: AbortSignal, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!signal.aborted) this.failure = failureOf(this.#told(error));
    }
    if (signal.aborted) return;
    this.busy = false;
    this.changed();
  }

  /** The page’s own networks are checked by the service alone: what it says of them is about the attribute. */
  #told(error: unknown): unknown {
    const { scope, selection, speech } = this;
    const ofThePage = scope.networks.length > 0 && selection.chosen.networks.length === 0;
    return ofThePage && error instanceof Refused && error.argument === 'filter.networks'
      ? wrong('networks', scope.networks.join(','), speech.text('attributeNetworks'))
      : error;
  }

  async #scopeTerritory(signal: AbortSignal): Promise<Territory | undefined> {
    const id = this.scope.territory;
    if (id === undefined) return undefined;
    const refusal = wrong('territory', id, this.speech.text('attributeTerritory'));
    try {
      const asked = this.api.ask<{ territory: Territory | null }>(territoryOperation, { id }, signal);
      const { territory } = await asked;
      if (territory) return territory;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    throw refusal;
  }
}

function pageOf({ totalCount, pageInfo }: Page): { total: number; next: string | undefined } {
  return {
    total: totalCount,
    next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof WrongAttribute) return { kind: 'attribute', problem: error.problem };
  if (error instanceof Refused) return { kind: 'refused', message: error.message };
  if (error instanceof ServiceAway) return { kind: 'away' };
  throw error;
}
