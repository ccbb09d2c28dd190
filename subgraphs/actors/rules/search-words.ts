import { foldName } from '../../../platform/folded-name';

/** What people type and registers print for a word; beside those of folded-name.ts. Whole words only. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ass: 'association',
  asso: 'association',
  assoc: 'association',
  assos: 'associations',
  cie: 'compagnie',
  comm: 'communaute',
  coop: 'cooperative',
  cts: 'consorts',
  dep: 'departement',
  dept: 'departement',
  dpt: 'departement',
  ets: 'etablissements',
  fed: 'federation',
  fede: 'federation',
  gpt: 'groupement',
  grpt: 'groupement',
  ctre: 'centre',
  insert: 'insertion',
  internat: 'international',
  nat: 'national',
  natle: 'nationale',
  resto: 'restaurants',
  restos: 'restaurants',
  soc: 'societe',
  synd: 'syndicat',
};

/** Acronyms and the words they stand for: a document that holds one is found by the other. */
const ACRONYMS: readonly (readonly [acronym: string, words: string])[] = [
  ['aci', 'atelier chantier insertion'],
  ['amap', 'association maintien agriculture paysanne'],
  ['ca', 'communaute agglomeration'],
  ['caf', 'caisse allocations familiales'],
  ['cc', 'communaute communes'],
  ['ccas', 'centre communal action sociale'],
  ['cias', 'centre intercommunal action sociale'],
  ['cuma', 'cooperative utilisation materiel agricole'],
  ['esat', 'etablissement service aide travail'],
  ['ess', 'economie sociale solidaire'],
  ['gaec', 'groupement agricole exploitation commun'],
  ['geiq', 'groupement employeurs insertion qualification'],
  ['mfr', 'maison familiale rurale'],
  ['mjc', 'maison jeunes culture'],
  ['msa', 'mutualite sociale agricole'],
  ['pat', 'projet alimentaire territorial'],
  ['ptce', 'pole territorial cooperation economique'],
  ['scic', 'societe cooperative interet collectif'],
];

/** Words that tell nothing apart: not asked for, unless nothing else is. */
const EMPTY_WORDS = new Set(
  'a au aux c d dans de des du en et l la le les n ou par pour qu s sur un une'.split(' '),
);

const SHORTEST_PLURAL = 5;
const SHORTEST_INITIALS = 3;
const LONGEST_INITIALS = 6;

/**
 * The words of a text as searches compare them: folded, abbreviations written out, empty words left out, order kept.
 * One function reads what is stored and what is typed, so that the two cannot differ.
 */
export function searchWords(text: string): string[] {
  const words = foldName(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? (ABBREVIATIONS[word] as string) : word));
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : words).map(withoutPlural);
}

/** "Jardins" and "jardin", "réseaux" and "réseau" are one word; that Paris loses its s too disturbs nobody. */
function withoutPlural(word: string): string {
  return word.length >= SHORTEST_PLURAL && /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

/** The same, as words are stored. */
const MEANINGS = ACRONYMS.map(([acronym, words]) => [acronym, searchWords(words)] as const);

/** What an actor is found by. */
export interface SearchParts {
  name: string;
  acronym: string | null;
  /** Names that other sources give it. */
  otherNames: readonly string[];
  /** Names and acronyms of its networks. */
  networks: readonly string[];
  /** Names of the commune of its seat and of its département, with the number of the latter. */
  places: readonly string[];
}

/** What is stored for searches. */
export interface SearchDocument {
  /** Texts that are the whole of what some people type: each name, the acronym. */
  keys: string[];
  /** Words of its names between spaces, one space at each end. */
  title: string;
  /** All words it is found by, the same way. */
  text: string;
}

/** Makes the document that searches read. */
export function searchDocument({ name, acronym, otherNames, networks, places }: SearchParts): SearchDocument {
  const names = [name, acronym ?? '', ...otherNames].map(searchWords).filter((words) => words.length > 0);
  const titles = unique(names.map((words) => words.join(' ')));
  const own = names.flat();
  const all = [
    ...own,
    ...names.flatMap(equivalents),
    ...initials(searchWords(name)),
    ...networks.flatMap(searchWords),
    ...places.flatMap(searchWords),
  ];
  return { keys: titles, title: spaced(titles), text: spaced(unique(all)) };
}

/** The acronym where its words stand, the words where the acronym does. */
function equivalents(words: readonly string[]): string[] {
  const text = ` ${words.join(' ')} `;
  return MEANINGS.flatMap(([acronym, meaning]) => {
    if (words.includes(acronym)) return meaning;
    return text.includes(` ${meaning.join(' ')} `) ? [acronym] : [];
  });
}

/** "Association Fruits et Légumes Solidarité" is AFLS to those who know it. */
function initials(words: readonly string[]): string[] {
  const made = words.map((word) => word.charAt(0)).join('');
  return words.length >= SHORTEST_INITIALS && words.length <= LONGEST_INITIALS ? [made] : [];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function spaced(texts: readonly string[]): string {
  return texts.length === 0 ? '' : ` ${texts.join(' ')} `;
}
