import { webAddress } from '../../exports/directory/web-address';
import type { Cited } from './actor-answer';
import { html, type Html } from './html';

/** A link to another site; the text alone when its address is none that a browser should follow. */
export function outward(address: string | null, text: string): Html {
  const safe = webAddress(address);
  return safe === null ? html`${text}` : html`<a href="${safe}" rel="noreferrer">${text}</a>`;
}

/** Sources below what they support: title, year, place in them. */
export function citations(sources: readonly Cited[]): Html {
  if (sources.length === 0) return html``;
  const cited = sources.map(({ title, url, date, locator }, index) => {
    const year = date === null ? '' : `, ${date.slice(0, 4)}`;
    const place = locator === null ? '' : `, ${locator}`;
    return html`${index === 0 ? '' : ' ; '}${outward(url, title)}${year}${place}`;
  });
  return html`<p class="source">Source : ${cited}</p>`;
}

/** The sources of the record itself, with publisher and licence. */
export function sourceList(sources: readonly Cited[]): Html {
  const entries = sources.map(
    ({ title, publisher, url, date, licence, locator }) =>
      html`<li>
        ${outward(url, title)}, ${publisher}${date === null ? '' : `, ${date.slice(0, 4)}`}.
        ${locator !== null && html`<span class="muted">${locator}.</span>`}
        ${licence !== null && html`<span class="muted">Licence : ${licence}.</span>`}
      </li>`,
  );
  return html`<ul>
    ${entries}
  </ul>`;
}
