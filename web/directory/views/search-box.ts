import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Suggestion } from '../model';
import { labelIn, type Speech } from '../words';

/** Typing is over when this long has passed without a key. */
const PAUSE_MS = 150;
const SHORTEST = 2;

export interface SearchBoxOptions {
  suggest(text: string, signal: AbortSignal): Promise<Suggestion[]>;
  submit(text: string): void;
  pick(suggestion: Suggestion): void;
}

/** A search field with suggestions: the combobox of the ARIA authoring practices, focus stays in the field. */
export class SearchBox implements ReactiveController {
  text = '';
  #suggestions: Suggestion[] = [];
  #active = -1;
  #open = false;
  /** Said only about suggestions that were asked for. */
  #told = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: SearchBoxOptions,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#close();
  }

  reset(text = ''): void {
    this.text = text;
    this.#close();
  }

  view(speech: Speech): TemplateResult {
    const expanded = this.#open && this.#suggestions.length > 0;
    return html`<form class="search" part="search" role="search" @submit=${this.#submit}>
      <label for="search">${speech.text('searchLabel')}</label>
      <div class="field">
        <div class="combo" @focusout=${this.#left}>
          <input
            id="search"
            part="input"
            type="search"
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="100"
            aria-autocomplete="list"
            aria-expanded=${expanded}
            aria-controls="suggestions"
            aria-activedescendant=${this.#active < 0 ? nothing : `suggestion-${this.#active}`}
            placeholder=${speech.text('searchPlaceholder')}
            .value=${this.text}
            @input=${this.#typed}
            @keydown=${this.#key}
          />
          <ul
            id="suggestions"
            part="suggestions"
            role="listbox"
            aria-label=${speech.text('suggestions')}
            ?hidden=${!expanded}
          >
            ${this.#suggestions.map((suggestion, index) => this.#option(suggestion, index, speech))}
          </ul>
        </div>
        <button type="submit" class="primary" part="button">${speech.text('search')}</button>
      </div>
      <p class="unseen" role="status">${this.#told ? this.#announcement(speech) : ''}</p>
    </form>`;
  }

  #option({ label, detail, kind }: Suggestion, index: number, speech: Speech): TemplateResult {
    const about = detail ?? labelIn(speech.words.suggestionKinds, kind);
    return html`<li
      id=${`suggestion-${index}`}
      part="suggestion"
      role="option"
      aria-selected=${index === this.#active}
      @mousedown=${keepFocus}
      @click=${() => this.#pick(index)}
    >
      <span>${label}</span> <small>${about}</small>
    </li>`;
  }

  #announcement(speech: Speech): string {
    return this.#suggestions.length === 0
      ? speech.text('suggestionNone')
      : speech.counted(this.#suggestions.length, 'suggestionOne', 'suggestionMany');
  }

  #typed = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.#active = -1;
    clearTimeout(this.#timer);
    this.#asking.abort();
    const text = this.text.trim();
    if (text.length < SHORTEST) return this.#close();
    this.#timer = setTimeout(() => void this.#ask(text), PAUSE_MS);
  };

  async #ask(text: string): Promise<void> {
    const asking = (this.#asking = new AbortController());
    const found = await this.options.suggest(text, asking.signal);
    if (asking.signal.aborted) return;
    this.#suggestions = found;
    this.#open = true;
    this.#told = true;
    this.host.requestUpdate();
  }

  #key = (event: KeyboardEvent): void => {
    const count = this.#suggestions.length;
    if (event.key === 'Escape' && this.#open) {
      event.preventDefault();
      return this.#close();
    }
    if (event.key === 'Enter' && this.#open && this.#active >= 0) {
      event.preventDefault();
      return this.#pick(this.#active);
    }
    if (count === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    this.#open = true;
    // One place more than suggestions: past the last the field itself has its turn.
    const step = event.key === 'ArrowDown' ? 1 : -1;
    this.#active = ((this.#active + 1 + step + count + 1) % (count + 1)) - 1;
    this.host.requestUpdate();
  };

  #pick(index: number): void {
    const suggestion = this.#suggestions[index];
    this.#close();
    if (suggestion) this.options.pick(suggestion);
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    this.#close();
    this.options.submit(this.text);
  };

  #left = (event: FocusEvent): void => {
    const box = event.currentTarget as HTMLElement;
    if (!box.contains(event.relatedTarget as Node | null)) this.#close();
  };

  #close(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#open = false;
    this.#told = false;
    this.#active = -1;
    this.#suggestions = [];
    this.host.requestUpdate();
  }
}

const keepFocus = (event: Event): void => event.preventDefault();
