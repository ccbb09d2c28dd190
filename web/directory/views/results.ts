import { html, nothing, type TemplateResult } from 'lit';
import type { Api } from '../api';
import type { Actor, Failure, Results } from '../model';
import { choices, isNarrowed, type Choice, type FacetName, type Selection } from '../selection';
import type { Speech } from '../words';

/** In a frame, pages of the service open beside the page that frames it. */
export interface LinkTarget {
  readonly newTab: boolean;
}

export function listView(
  { actors }: Results,
  api: Api,
  speech: Speech,
  target: LinkTarget,
): TemplateResult | typeof nothing {
  if (actors.length === 0) return nothing;
  return html`<ol class="list" part="list" aria-label=${speech.text('results')}>
    ${actors.map((actor) => itemView(actor, api, speech, target))}
  </ol>`;
}

function itemView(actor: Actor, api: Api, speech: Speech, target: LinkTarget): TemplateResult {
  const { name, acronym, kinds, chainLinks, networks, website } = actor;
  return html`<li class="item" part="item">
    <p class="name" part="name">
      ${linkView(api.actorPage(actor.slug), acronym ? `${name} (${acronym})` : name, speech, target)}
    </p>
    ${placeOf(actor) ? html`<p class="place" part="place">${placeOf(actor)}</p>` : nothing}
    ${
      kinds.length + chainLinks.length > 0
        ? html`<ul class="tags" part="tags">
            ${chainLinks.map((link) => html`<li class="tag link" part="tag">${speech.chainLink(link)}</li>`)}
            ${kinds.map((kind) => html`<li class="tag" part="tag">${speech.kind(kind)}</li>`)}
          </ul>`
        : nothing
    }
    ${
      networks.length > 0
        ? html`<p class="networks">
            ${speech.text('memberOf', { networks: networks.map((network) => network.name).join(', ') })}
          </p>`
        : nothing
    }
    ${
      isWebAddress(website)
        ? html`<p class="website">
            <a
              href=${website}
              rel="noopener noreferrer"
              target=${target.newTab ? '_blank' : nothing}
              aria-label=${speech.text('websiteOf', { name }) + (target.newTab ? `, ${speech.text('newTab')}` : '')}
              >${speech.text('website')}</a
            >
          </p>`
        : nothing
    }
  </li>`;
}

function linkView(href: string, text: string, speech: Speech, { newTab }: LinkTarget): TemplateResult {
  return newTab
    ? html`<a href=${href} target="_blank" rel="noopener"
        >${text}<span class="unseen"> (${speech.text('newTab')})</span></a
      >`
    : html`<a href=${href}>${text}</a>`;
}

/** A commune by itself may be any of several: its département tells which. */
function placeOf({ territory }: Actor): string {
  if (!territory) return '';
  const { name, level, code } = territory;
  if (level !== 'COMMUNE') return name;
  return `${name} (${code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2)})`;
}

/** What a register holds as an address may be anything, a script included. */
function isWebAddress(value: string | null): value is string {
  return value !== null && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

export interface ChosenView {
  readonly selection: Selection;
  readonly speech: Speech;
  toggle(facet: FacetName, choice: Choice): void;
  clearSearch(): void;
  clearAll(): void;
}

/** What is chosen, each to be taken back by one click. */
export function chosenView(view: ChosenView): TemplateResult | typeof nothing {
  const { selection, speech } = view;
  if (!isNarrowed(selection)) return nothing;
  return html`<ul class="chosen" part="chosen" aria-label=${speech.text('chosen')}>
    ${selection.search === '' ? nothing : chip(`« ${selection.search} »`, speech, () => view.clearSearch())}
    ${choices(selection).map(({ facet, choice }) =>
      chip(choice.label, speech, () => view.toggle(facet, choice)),
    )}
    <li>
      <button type="button" class="quiet" part="button" @click=${() => view.clearAll()}>
        ${speech.text('clearAll')}
      </button>
    </li>
  </ul>`;
}

function chip(label: string, speech: Speech, remove: () => void): TemplateResult {
  return html`<li>
    <button
      type="button"
      class="chip"
      part="chip"
      aria-label=${speech.text('removeFilter', { label })}
      @click=${remove}
    >
      ${label}<span aria-hidden="true"> ×</span>
    </button>
  </li>`;
}

/** Nothing found, or nothing known: two things, and neither is an error. */
export function emptyView(byItself: boolean, speech: Speech): TemplateResult {
  return html`<div class="note" part="empty">
    <p>
      <strong>${speech.text(byItself ? 'noneKnown' : 'noneFound')}</strong>
    </p>
    <p>${speech.text(byItself ? 'noneKnownHint' : 'noneFoundHint')}</p>
  </div>`;
}

export function failureView(failure: Failure, speech: Speech, retry: () => void): TemplateResult {
  return html`<div class="note wrong" part="error" role="alert">
    ${failureTexts(failure, speech).map(
      (text, index) => html`<p>${index === 0 ? html`<strong>${text}</strong>` : text}</p>`,
    )}
    ${
      failure.kind === 'attribute'
        ? nothing
        : html`<button type="button" class="primary" part="button" @click=${retry}>
            ${speech.text('retry')}
          </button>`
    }
  </div>`;
}

function failureTexts(failure: Failure, speech: Speech): string[] {
  switch (failure.kind) {
    case 'attribute': {
      const { attribute, value, hint } = failure.problem;
      return [speech.text('attributeWrong', { attribute, value }), hint];
    }
    case 'refused':
      return [speech.text('refused', { message: failure.message })];
    case 'away':
      return [speech.text('away'), speech.text('awayHint')];
  }
}
