import type { ActorsPage, ListedActor } from './actors-page';
import { html, type Html } from '../pages/html';
import type { PageParameters } from './parameters';
import { countedActors, say, type Language, type Words } from './words';

export const PAGE_PATH = '/embed/directory';

/**
 * The page for frames. What is inside the element is the whole directory without JavaScript; with it, the web component
 * takes its place.
 */
export function directoryPage(words: Words, parameters: PageParameters, page: ActorsPage): Html {
  const { territoryName } = page;
  const title =
    territoryName === undefined ? say(words, 'title') : say(words, 'titleIn', { territory: territoryName });
  return document_(
    parameters.language,
    title,
    parameters.theme,
    html`<h1>${title}</h1>
      <maillon-directory ${attributes(parameters)}>
        ${searchForm(words, parameters)}
        <p class="status">${countedActors(words, parameters.language, page.total)}</p>
        ${page.total === 0 ? html`<p>${say(words, emptyWord(parameters))}</p>` : list(words, page.actors)}
        ${pageLinks(words, parameters, page)}
      </maillon-directory>`,
  );
}

/** A page that says what is wrong, in the frame. */
export function failurePage(words: Words, language: Language, texts: readonly string[]): Html {
  const [first = '', ...others] = texts;
  return document_(
    language,
    first,
    'auto',
    html`<h1 class="wrong">${first}</h1>
      ${others.map((text) => html`<p>${text}</p>`)}
      <p><a href="${PAGE_PATH}?lang=${language}">${say(words, 'seeFull')}</a></p>`,
  );
}

function document_(language: Language, title: string, theme: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="${language}" data-theme="${theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/logo.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/embed/directory.css" />
        <script src="/embed/maillon-directory.js" defer></script>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `;
}

/** Those of the component, under the same names as in the address. */
function attributes(parameters: PageParameters): Html[] {
  const { language, theme, search, tiles, tilesAttribution } = parameters;
  const given: [string, string | undefined][] = [
    ...scopeEntries(parameters),
    ['lang', language],
    ['theme', theme],
    ['search', search],
    ['tiles', tiles],
    ['tiles-attribution', tilesAttribution],
  ];
  return given.map(([name, value]) => (value ? html`${name}="${value}" ` : html``));
}

function scopeEntries(parameters: PageParameters): [string, string | undefined][] {
  const { territory, kinds, siaeKinds, chainLinks, networks } = parameters;
  return [
    ['territory', territory],
    ['kinds', kinds.join(',')],
    ['siae-kinds', siaeKinds.join(',')],
    ['chain-link', chainLinks.join(',')],
    ['networks', networks.join(',')],
  ];
}

/** All that the address says, but for what is given here. */
function addressOf(parameters: PageParameters, changes: Record<string, string | undefined>): string {
  const { language, theme, search, tiles, tilesAttribution } = parameters;
  const query = new URLSearchParams();
  const entries: Record<string, string | undefined> = {
    ...Object.fromEntries(scopeEntries(parameters)),
    lang: language,
    theme,
    search,
    tiles,
    'tiles-attribution': tilesAttribution,
    ...changes,
  };
  for (const [name, value] of Object.entries(entries)) if (value) query.set(name, value);
  return `${PAGE_PATH}?${query}`;
}

/** Lists with one value at most can be chosen from; longer ones are the page’s own and stay. */
function searchForm(words: Words, parameters: PageParameters): Html {
  const { kinds, chainLinks, language, theme, search } = parameters;
  const hidden: [string, string | undefined][] = [
    ...scopeEntries(parameters).filter(([name]) => name !== 'kinds' && name !== 'chain-link'),
    ['lang', language],
    ['theme', theme],
    ['tiles', parameters.tiles],
    ['tiles-attribution', parameters.tilesAttribution],
  ];
  return html`<form method="get" action="${PAGE_PATH}" role="search">
    ${hidden.map(([name, value]) => (value ? html`<input type="hidden" name="${name}" value="${value}" />` : ''))}
    <p>
      <label for="search">${say(words, 'searchLabel')}</label>
      <input id="search" type="search" name="search" maxlength="100" value="${search ?? ''}" />
    </p>
    ${choice(words, 'chain-link', 'facetChainLinks', words.chainLinks, chainLinks)}
    ${choice(words, 'kinds', 'facetKinds', words.kinds, kinds)}
    <button type="submit">${say(words, 'search')}</button>
  </form>`;
}

function choice(
  words: Words,
  name: string,
  label: string,
  labels: Record<string, string>,
  chosen: readonly string[],
): Html {
  if (chosen.length > 1) return html`<input type="hidden" name="${name}" value="${chosen.join(',')}" />`;
  const option = (value: string, text: string): Html =>
    value === (chosen[0] ?? '')
      ? html`<option value="${value}" selected>${text}</option>`
      : html`<option value="${value}">${text}</option>`;
  return html`<p>
    <label for="${name}">${say(words, label)}</label>
    <select id="${name}" name="${name}">
      ${option('', say(words, 'all'))} ${Object.entries(labels).map(([value, text]) => option(value, text))}
    </select>
  </p>`;
}

function list(words: Words, actors: readonly ListedActor[]): Html {
  return html`<ol>
    ${actors.map((actor) => item(words, actor))}
  </ol>`;
}

function item(
  words: Words,
  { slug, name, acronym, kinds, chainLinks, territory, website }: ListedActor,
): Html {
  const about = [
    territory?.name,
    ...chainLinks.map((link) => words.chainLinks[link] ?? link),
    ...kinds.map((kind) => words.kinds[kind] ?? kind),
  ].filter((text) => text !== undefined);
  const shown = acronym === null ? name : `${name} (${acronym})`;
  const newTab = html`<span class="unseen"> (${say(words, 'newTab')})</span>`;
  return html`<li>
    <a href="/actors/${encodeURIComponent(slug)}" target="_blank" rel="noopener">${shown}${newTab}</a>
    ${about.length > 0 ? html`<p>${about.join(' · ')}</p>` : ''}
    ${
      isWebAddress(website)
        ? html`<p>
            <a href="${website}" target="_blank" rel="noopener noreferrer"
              >${say(words, 'websiteOf', { name })}${newTab}</a
            >
          </p>`
        : ''
    }
  </li>`;
}

function pageLinks(words: Words, parameters: PageParameters, { next }: ActorsPage): Html {
  const first = parameters.after === undefined ? undefined : addressOf(parameters, {});
  const following = next === undefined ? undefined : addressOf(parameters, { after: next });
  if (first === undefined && following === undefined) return html``;
  return html`<nav aria-label="${say(words, 'results')}">
    ${first === undefined ? '' : html`<a href="${first}">${say(words, 'firstPage')}</a>`}
    ${following === undefined ? '' : html`<a href="${following}" rel="next">${say(words, 'nextPage')}</a>`}
  </nav>`;
}

function emptyWord({ search, kinds, chainLinks }: PageParameters): string {
  return search !== undefined || kinds.length + chainLinks.length > 0 ? 'noneFound' : 'noneKnown';
}

/** What a register holds as an address may be anything, a script included. */
function isWebAddress(value: string | null): value is string {
  return value !== null && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
