import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Api } from './api';
import { readApi, readScope, readTiles, WrongAttribute } from './attributes';
import { facetGroups } from './facets';
import { MapPanel } from './map-panel';
import { DirectoryModel, type Failure, type Suggestion } from './model';
import { SCRIPT_ADDRESS } from './script-address';
import { NOTHING_CHOSEN, toggled, withSearch, type Selection } from './selection';
import { layout } from './styles/layout';
import { theme } from './styles/theme';
import { facetsView } from './views/facets';
import { chosenView, emptyView, failureView, listView } from './views/results';
import { SearchBox } from './views/search-box';
import { languageOf, Speech } from './words';

/** Those that change what is asked or how it is said. */
const ASKING = [
  'territory',
  'kinds',
  'siae-kinds',
  'chain-link',
  'networks',
  'search',
  'lang',
  'tiles',
  'tiles-attribution',
  'api',
];

/** `<maillon-directory>`: the directory of actors in any page. Its attributes are told in docs/embedding.md. */
export class MaillonDirectory extends LitElement {
  static override styles = [theme, layout];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...ASKING, 'theme'];
  }

  #speech = new Speech('fr');
  #model: DirectoryModel | undefined;
  #tiles: string | undefined;
  /** Attributes that say nothing sensible: no question can be asked. */
  #wrong: Failure | undefined;
  #facetsOpen = false;
  #groupsOpen = new Set<string>();
  #begun = false;
  #restarting = false;

  readonly #search = new SearchBox(this, {
    suggest: async (text, signal) => (await this.#model?.suggest(text, signal)) ?? [],
    submit: (text) => this.#select((selection) => withSearch(selection, text)),
    pick: (suggestion) => this.#pick(suggestion),
  });
  readonly #map: MapPanel = new MapPanel(
    this,
    () => this.#mapScript(),
    () => this.#mapOptions(),
    (error) => this.#report(error),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#begun = false;
    this.#model?.stop();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    // An element of the page is connected, and then told its attributes, before it begins.
    if (old === value || !this.#begun) return;
    if (name === 'theme') return this.#map.repaint();
    // Several attributes are often set in a row.
    if (this.#restarting) return;
    this.#restarting = true;
    queueMicrotask(() => this.isConnected && this.#restart());
  }

  /** Reads the attributes anew and asks from the beginning. */
  #restart(): void {
    this.#begun = true;
    this.#restarting = false;
    this.#model?.stop();
    this.#model = undefined;
    this.#wrong = undefined;
    this.#map.close();
    this.#search.reset();
    const read = (name: string): string | null => this.getAttribute(name);
    this.#speech = new Speech(languageOf(read('lang')));
    try {
      const api = new Api(readApi(read, SCRIPT_ADDRESS, this.#speech));
      this.#tiles = readTiles(read, this.#speech);
      const scope = readScope(read, this.#speech);
      this.#model = new DirectoryModel(api, scope, this.#speech, () => this.requestUpdate());
      const search = read('search') ?? '';
      this.#search.reset(search);
      void this.#model.select(withSearch(NOTHING_CHOSEN, search));
    } catch (error) {
      if (!(error instanceof WrongAttribute)) throw error;
      this.#wrong = { kind: 'attribute', problem: error.problem };
    }
    this.requestUpdate();
  }

  #select(change: (selection: Selection) => Selection): void {
    if (!this.#model) return;
    void this.#model.select(change(this.#model.selection));
    this.#search.reset(this.#model.selection.search);
    this.#map.refresh();
  }

  /** A place narrows the list to it; a name is searched for. */
  #pick({ kind, id, label }: Suggestion): void {
    if (kind !== 'TERRITORY') return this.#select((selection) => withSearch(selection, label));
    this.#select((selection) => {
      const elsewhere = { ...selection, chosen: { ...selection.chosen, territory: [] } };
      return toggled(withSearch(elsewhere, ''), 'territory', { value: id, label });
    });
  }

  async #more(): Promise<void> {
    const first = await this.#model?.more();
    await this.updateComplete;
    const index = this.#model?.results?.actors.findIndex(({ id }) => id === first?.id) ?? -1;
    // The keyboard goes on with what is new; the button may be gone.
    if (index >= 0) this.shadowRoot?.querySelectorAll<HTMLElement>('.item .name a')[index]?.focus();
  }

  protected override render(): TemplateResult {
    const speech = this.#speech;
    const failure = this.#wrong ?? this.#model?.failure;
    const retry = (): void => void this.#model?.load();
    return html`<section
      class="directory"
      part="container"
      lang=${speech.language}
      aria-label=${this.#title()}
    >
      ${
        failure?.kind === 'attribute'
          ? failureView(failure, speech, retry)
          : html`${this.#search.view(speech)} ${this.#body(failure && failureView(failure, speech, retry))}`
      }
      ${this.#footer()}
    </section>`;
  }

  /** A failure takes the place of the list; what was typed and chosen stays. */
  #body(failure: TemplateResult | undefined): TemplateResult {
    const { results, busy } = this.#model ?? {};
    return html`<div class="body" aria-busy=${busy ?? false}>
      ${results ? this.#facets() : nothing}
      <div class="main">
        <div class="bar">
          <p class="status" part="status" role="status">${failure ? '' : this.#status()}</p>
          ${results ? this.#map.buttonView(this.#speech) : nothing}
        </div>
        ${this.#chosen()} ${this.#map.view(this.#speech)} ${failure ?? (results ? this.#list() : nothing)}
      </div>
    </div>`;
  }

  #list(): TemplateResult {
    const { results, api, busy } = this.#model!;
    const { total, next } = results!;
    if (total === 0 && !busy) return emptyView(this.#model!.isEmptyByItself, this.#speech);
    return html`${listView(results!, api, this.#speech, { newTab: isFramed() })}
    ${
      next === undefined
        ? nothing
        : html`<button type="button" class="more" part="button more" @click=${() => void this.#more()}>
            ${this.#speech.text('more')}
          </button>`
    }`;
  }

  #status(): string {
    const results = this.#model?.results;
    if (!results) return this.#speech.text('loading');
    const { total, actors } = results;
    const counted = this.#speech.counted(total, 'resultOne', 'resultMany');
    const shown = this.#speech.text('shown', { shown: actors.length, total });
    return actors.length < total ? `${counted}, ${shown}` : counted;
  }

  #facets(): TemplateResult | typeof nothing {
    const { results, scope, selection } = this.#model!;
    return facetsView({
      groups: facetGroups(results!.facets, scope, selection, this.#speech),
      selection,
      speech: this.#speech,
      open: this.#facetsOpen,
      opened: this.#groupsOpen,
      toggleAll: () => {
        this.#facetsOpen = !this.#facetsOpen;
        this.requestUpdate();
      },
      openGroup: (title) => {
        this.#groupsOpen.add(title);
        this.requestUpdate();
      },
      toggle: (facet, choice) => this.#select((chosen) => toggled(chosen, facet, choice)),
    });
  }

  #chosen(): TemplateResult | typeof nothing {
    if (!this.#model) return nothing;
    return chosenView({
      selection: this.#model.selection,
      speech: this.#speech,
      toggle: (facet, choice) => this.#select((selection) => toggled(selection, facet, choice)),
      clearSearch: () => this.#select((selection) => withSearch(selection, '')),
      clearAll: () => this.#select(() => NOTHING_CHOSEN),
    });
  }

  #title(): string {
    const territory = this.#model?.territory;
    return territory
      ? this.#speech.text('titleIn', { territory: territory.name })
      : this.#speech.text('title');
  }

  #footer(): TemplateResult | typeof nothing {
    const origin = this.#model?.api.origin;
    if (origin === undefined) return nothing;
    const target = isFramed() ? '_blank' : nothing;
    return html`<p class="foot" part="footer">
      <a href=${`${origin}/`} target=${target} rel="noopener">${this.#speech.text('credit')}</a>
    </p>`;
  }

  #mapScript(): string {
    const base = SCRIPT_ADDRESS ?? `${this.#model!.api.origin}/embed/`;
    return new URL('maillon-directory-map.js', base).href;
  }

  #mapOptions() {
    const { api, filter, territory } = this.#model!;
    return {
      api,
      filter,
      territory,
      speech: this.#speech,
      tiles: this.#tiles,
      tilesAttribution: this.getAttribute('tiles-attribution') ?? undefined,
      newTab: isFramed(),
      report: (error: unknown) => this.#report(error),
    };
  }

  /** For whoever embeds, as an event of the element: a visitor can do nothing about it. */
  #report(error: unknown): void {
    this.dispatchEvent(new CustomEvent('maillon-error', { detail: error }));
  }
}

function isFramed(): boolean {
  return window.self !== window.top;
}
