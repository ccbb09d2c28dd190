import en from './words/en.json';
import fr from './words/fr.json';

/** All that a visitor reads, in one language; both files have the same keys. */
export type Words = typeof fr;
export type Language = 'fr' | 'en';
export type TextName = keyof Words['text'];

const LANGUAGES: Record<Language, Words> = { fr, en };

/** French unless English is asked for. */
export function languageOf(asked: string | null | undefined): Language {
  return asked?.toLowerCase().split('-')[0] === 'en' ? 'en' : 'fr';
}

/** Texts of one language, with their numbers written as that language does. */
export class Speech {
  readonly words: Words;
  readonly #number: Intl.NumberFormat;

  constructor(readonly language: Language) {
    this.words = LANGUAGES[language];
    this.#number = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB');
  }

  text(name: TextName, values: Record<string, string | number> = {}): string {
    return this.words.text[name].replace(/\{(\w+)\}/g, (whole, key: string) => {
      const value = values[key];
      return value === undefined ? whole : typeof value === 'number' ? this.number(value) : value;
    });
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** French takes the singular below two, English for one alone. */
  counted(count: number, one: TextName, many: TextName): string {
    const singular = this.language === 'fr' ? count < 2 : count === 1;
    return this.text(singular ? one : many, { count });
  }

  kind(value: string): string {
    return labelIn(this.words.kinds, value);
  }

  siaeKind(value: string): string {
    return labelIn(this.words.siaeKinds, value);
  }

  chainLink(value: string): string {
    return labelIn(this.words.chainLinks, value);
  }
}

/** A value that a newer server knows and these words do not is shown as it is. */
export function labelIn(labels: Record<string, string>, value: string): string {
  return labels[value] ?? value;
}
