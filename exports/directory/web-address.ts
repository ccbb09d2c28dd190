/** A web address that strict readers of RFC 3986 take: no accents, spaces or brackets, one fragment, whole escapes. */
const STRICT =
  /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?$/;

/** The longest that data.inclusion takes. */
const MAX = 2083;

/**
 * An address as it can be published: as it is where it is strict, else with its accents escaped as browsers do; null
 * where it is no web address at all.
 */
export function webAddress(text: string | null): string | null {
  if (text === null) return null;
  if (fits(text)) return text;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { href } = new URL(text);
  return fits(href) ? href : null;
}

function fits(text: string): boolean {
  return text.length <= MAX && STRICT.test(text);
}
