import { LANGUAGES, type AllWords, type Language, type Words } from './words';

/** What the address of the page asks for; names are those of the web component’s attributes. */
export interface PageParameters {
  readonly language: Language;
  readonly theme: string;
  readonly territory: string | undefined;
  readonly kinds: readonly string[];
  readonly siaeKinds: readonly string[];
  readonly chainLinks: readonly string[];
  readonly networks: readonly string[];
  readonly search: string | undefined;
  readonly after: string | undefined;
  readonly tiles: string | undefined;
  readonly tilesAttribution: string | undefined;
}

const THEMES = ['auto', 'light', 'dark'];
/** Longer ones are no search; the API says so of the search itself. */
const MAX_LENGTH = 300;

/** A parameter that cannot be right: the page names it, with its value. */
export class WrongParameter extends Error {
  constructor(
    readonly parameter: string,
    readonly value: string,
    readonly hint: string,
  ) {
    super(`${parameter}: ${hint}`);
  }
}

/** The language alone, French when it is in doubt: an error has to be said in one too. */
export function languageOf(query: URLSearchParams): Language {
  return LANGUAGES.find((language) => language === query.get('lang')) ?? 'fr';
}

/** @throws WrongParameter for the first that is wrong */
export function readParameters(query: URLSearchParams, allWords: AllWords): PageParameters {
  const language = languageOf(query);
  const words = allWords[language];
  const one = (name: string): string | undefined => single(query, name, words);
  checkChoice(words, 'lang', one('lang'), LANGUAGES);
  checkChoice(words, 'theme', one('theme'), THEMES);
  return {
    language,
    theme: one('theme') ?? 'auto',
    territory: one('territory'),
    kinds: choices(query, 'kinds', words, Object.keys(words.kinds)),
    siaeKinds: choices(query, 'siae-kinds', words, Object.keys(words.siaeKinds)),
    chainLinks: choices(query, 'chain-link', words, Object.keys(words.chainLinks)),
    networks: networksOf(query, words),
    search: one('search'),
    after: one('after'),
    tiles: tilesOf(one('tiles'), words),
    tilesAttribution: one('tiles-attribution'),
  };
}

/** The origin that tiles are fetched from, for the policy of the page. */
export function tilesOrigin(tiles: string): string {
  return new URL(tiles.replace(/[{}]/g, '')).origin;
}

function single(query: URLSearchParams, name: string, words: Words): string | undefined {
  const values = query.getAll(name);
  const value = values[0]?.trim();
  if (values.length > 1) throw wrong(words, name, values.join(', '), 'parameterOnce', {});
  if (value !== undefined && value.length > MAX_LENGTH)
    throw wrong(words, name, `${value.slice(0, 40)}…`, 'parameterLong', { maximum: String(MAX_LENGTH) });
  return value || undefined;
}

function choices(query: URLSearchParams, name: string, words: Words, known: readonly string[]): string[] {
  const values = listOf(query, name).map((value) => value.toUpperCase());
  checkChoice(words, name, query.getAll(name).join(','), known, values);
  return values;
}

function checkChoice(
  words: Words,
  name: string,
  value: string | undefined,
  known: readonly string[],
  values = value === undefined ? [] : [value],
): void {
  const unknown = values.filter((one) => !known.includes(one));
  if (unknown.length === 0) return;
  const told = { unknown: unknown.join(', ').slice(0, MAX_LENGTH), values: known.join(', ') };
  throw wrong(words, name, (value ?? '').slice(0, MAX_LENGTH), 'attributeEnum', told);
}

function networksOf(query: URLSearchParams, words: Words): string[] {
  const networks = listOf(query, 'networks');
  const odd = networks.find((id) => !/^actor:[\w-]{1,200}$/.test(id));
  if (odd !== undefined) throw wrong(words, 'networks', odd.slice(0, MAX_LENGTH), 'attributeNetworks', {});
  return networks;
}

/** Commas, spaces or the name given again: all the ways people write a list in an address. */
function listOf(query: URLSearchParams, name: string): string[] {
  return [...new Set(query.getAll(name).flatMap((value) => value.split(/[\s,;]+/)))].filter(Boolean);
}

/** The origin goes into a header: only what a URL parser gave back does. */
function tilesOf(value: string | undefined, words: Words): string | undefined {
  if (value === undefined) return undefined;
  const bare = value.replace(/[{}]/g, '');
  const complete = ['{z}', '{x}', '{y}'].every((part) => value.includes(part));
  if (complete && URL.canParse(bare) && new URL(bare).protocol === 'https:') return value;
  throw wrong(words, 'tiles', value, 'attributeTiles', {});
}

function wrong(
  words: Words,
  parameter: string,
  value: string,
  hint: string,
  values: Record<string, string>,
): WrongParameter {
  const text = (words.text[hint] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  return new WrongParameter(parameter, value, text);
}
