import { html, nothing, type TemplateResult } from 'lit';
import type { FacetGroup, FacetOption } from '../facets';
import { choices, isChosen, type Choice, type FacetName, type Selection } from '../selection';
import type { Speech } from '../words';

/** Longer groups show this many until they are opened. */
const SHORT_GROUP = 6;

export interface FacetsView {
  readonly groups: readonly FacetGroup[];
  readonly selection: Selection;
  readonly speech: Speech;
  /** On a narrow page the groups are behind a button. */
  readonly open: boolean;
  readonly opened: ReadonlySet<string>;
  toggleAll(): void;
  openGroup(title: string): void;
  toggle(facet: FacetName, choice: Choice): void;
}

export function facetsView(view: FacetsView): TemplateResult | typeof nothing {
  const { groups, speech, open, selection } = view;
  if (groups.length === 0) return nothing;
  const count = choices(selection).length;
  return html`<div class="side" part="facets">
    <button
      type="button"
      class="narrow"
      part="button"
      aria-expanded=${open}
      aria-controls="facets"
      @click=${() => view.toggleAll()}
    >
      ${speech.text('filters')}${count > 0 ? ` (${count})` : nothing}
    </button>
    <div id="facets" class=${open ? 'groups open' : 'groups'}>
      ${groups.map((group) => groupView(view, group))}
    </div>
  </div>`;
}

function groupView(view: FacetsView, { title, facet, options }: FacetGroup): TemplateResult {
  const { selection, opened, speech } = view;
  const isShown = (option: FacetOption, index: number): boolean =>
    opened.has(title) || index < SHORT_GROUP || isChosen(selection, facet, option.value);
  const shown = options.filter(isShown);
  return html`<fieldset part="facet">
    <legend>${speech.text(title)}</legend>
    ${shown.map((option) => optionView(view, facet, option))}
    ${
      shown.length < options.length
        ? html`<button type="button" class="quiet" part="button" @click=${() => view.openGroup(title)}>
            ${speech.text('all')}<span class="unseen"> : ${speech.text(title)}</span> (${options.length})
          </button>`
        : nothing
    }
  </fieldset>`;
}

function optionView(view: FacetsView, facet: FacetName, { value, label, count }: FacetOption) {
  return html`<label class="option" part="option">
    <input
      type="checkbox"
      .checked=${isChosen(view.selection, facet, value)}
      @change=${() => view.toggle(facet, { value, label })}
    />
    <span>${label}</span>
    <span class="count">${view.speech.number(count)}</span>
  </label>`;
}
