import type { Api } from '../api';
import type { Speech } from '../words';
import type { Point } from './points';

/** The actors behind the mark that was opened, under the map; closing it goes back to the mark. */
export class ChosenActors {
  readonly element = document.createElement('div');
  #opener: HTMLElement | undefined;

  constructor(
    private readonly api: Api,
    private readonly speech: Speech,
    private readonly newTab: boolean,
  ) {
    this.element.className = 'picked';
    this.element.part.add('map-picked');
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
  }

  show(points: readonly Point[], opener: HTMLElement): void {
    this.#opener = opener;
    const title = document.createElement('p');
    title.id = 'picked-title';
    title.textContent = this.speech.text('mapChosen');
    const list = document.createElement('ul');
    list.setAttribute('aria-labelledby', title.id);
    list.append(...points.map((point) => this.#item(point)));
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'quiet';
    close.part.add('button');
    close.textContent = this.speech.text('mapClose');
    close.addEventListener('click', () => this.close());
    this.element.replaceChildren(title, list, close);
    this.element.hidden = false;
    list.querySelector('a')?.focus();
  }

  /** Takes the list away without moving the focus: its marks are gone. */
  clear(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
    this.#opener = undefined;
  }

  close(): void {
    const opener = this.#opener;
    this.clear();
    opener?.focus();
  }

  #item({ slug, name, place }: Point): HTMLElement {
    const link = document.createElement('a');
    link.href = this.api.actorPage(slug);
    link.textContent = name;
    if (this.newTab) {
      link.target = '_blank';
      link.rel = 'noopener';
      const hint = document.createElement('span');
      hint.className = 'unseen';
      hint.textContent = ` (${this.speech.text('newTab')})`;
      link.append(hint);
    }
    const item = document.createElement('li');
    item.append(link, ...(place === undefined ? [] : [`, ${place}`]));
    return item;
  }
}
