import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of the web component, of which the page rendered here says some. */
export interface Words {
  readonly kinds: Record<string, string>;
  readonly siaeKinds: Record<string, string>;
  readonly chainLinks: Record<string, string>;
  readonly text: Record<string, string>;
}
export type AllWords = Record<Language, Words>;

/** Reads them from the built pages; undefined when these are not built. */
export function readWords(pages: string): AllWords | undefined {
  try {
    return JSON.parse(readFileSync(join(pages, 'embed', 'words.json'), 'utf8')) as AllWords;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function say(words: Words, name: string, values: Record<string, string> = {}): string {
  return (words.text[name] ?? name).replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** French takes the singular below two, English for one alone. */
export function countedActors(words: Words, language: Language, count: number): string {
  const singular = language === 'fr' ? count < 2 : count === 1;
  const shown = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(count);
  return say(words, singular ? 'resultOne' : 'resultMany', { count: shown });
}
