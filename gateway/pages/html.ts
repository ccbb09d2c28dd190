/** Markup that is ours: it stands in a page as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What a template takes: markup stays, lists are joined, absent things vanish, anything else is text. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Markup with texts in it; a text is always escaped, in an attribute (which is to be quoted) as in an element. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, next, index) => markup + rendered(parts[index - 1]) + next));
}

function rendered(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(rendered).join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
      // Other control characters are no characters of HTML.
      .replace(/\p{Cc}/gu, (character) => ('\t\n\r'.includes(character) ? character : '\ufffd'))
  );
}
