import fc from 'fast-check';
import { readApi, readScope, readTiles, WrongAttribute } from '../../web/directory/attributes';
import {
  filterOf,
  isChosen,
  NOTHING_CHOSEN,
  toggled,
  withSearch,
  type FacetName,
} from '../../web/directory/selection';
import en from '../../web/directory/words/en.json';
import fr from '../../web/directory/words/fr.json';
import { languageOf, Speech } from '../../web/directory/words';

const speech = new Speech('fr');
const reader = (attributes: Record<string, string>) => (name: string) => attributes[name] ?? null;

/** The problem that reading gives. */
function problemOf(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    if (error instanceof WrongAttribute) return error.problem;
    throw error;
  }
  return undefined;
}

describe('attributes', () => {
  it('are lists with commas or spaces, in any case', () => {
    const scope = readScope(reader({ kinds: ' siae, FARM  siae', 'chain-link': 'Distribution' }), speech);
    expect(scope).toMatchObject({
      kinds: ['SIAE', 'FARM'],
      chainLinks: ['DISTRIBUTION'],
      territory: undefined,
    });
  });

  it('name themselves and their value when they mean nothing', () => {
    expect(problemOf(() => readScope(reader({ kinds: 'FERME' }), speech))).toMatchObject({
      attribute: 'kinds',
      value: 'FERME',
      hint: expect.stringContaining('FARM'),
    });
    expect(problemOf(() => readTiles(reader({ tiles: 'https://t.example/{z}.png' }), speech))).toBeDefined();
    expect(
      problemOf(() => readTiles(reader({ tiles: 'http://t.example/{z}/{x}/{y}' }), speech)),
    ).toBeDefined();
    expect(problemOf(() => readApi(reader({}), undefined, speech))).toMatchObject({ attribute: 'api' });
  });

  it('take the service from the script, unless told', () => {
    expect(readApi(reader({}), 'https://a.example/embed/maillon-directory.js?v=1', speech)).toBe(
      'https://a.example',
    );
    expect(readApi(reader({ api: 'https://b.example/' }), 'https://a.example/x.js', speech)).toBe(
      'https://b.example',
    );
  });

  it('give a scope or a problem, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (kinds, networks) => {
        const read = (): unknown => readScope(reader({ kinds, networks }), speech);
        const problem = problemOf(read) as { attribute: string } | undefined;
        expect(problem === undefined || ['kinds', 'networks'].includes(problem.attribute)).toBe(true);
      }),
    );
  });
});

describe('what is chosen', () => {
  const scope = {
    territory: 'region:93',
    kinds: ['SIAE', 'FARM'],
    siaeKinds: [],
    chainLinks: [],
    networks: [],
  };
  const facets: FacetName[] = ['kinds', 'siaeKinds', 'chainLinks', 'networks', 'territory'];

  it('narrows what the page allows, and is taken back whole', () => {
    const chosen = toggled(withSearch(NOTHING_CHOSEN, ' ferme '), 'kinds', { value: 'SIAE', label: 'SIAE' });
    expect(filterOf(scope, chosen)).toEqual({ territory: 'region:93', search: 'ferme', kinds: ['SIAE'] });
    expect(filterOf(scope, NOTHING_CHOSEN)).toEqual({ territory: 'region:93', kinds: ['SIAE', 'FARM'] });
  });

  it('is the same after a choice and its return', () => {
    const choice = fc.record({ value: fc.constantFrom('a', 'b', 'c'), label: fc.string() });
    fc.assert(
      fc.property(
        fc.constantFrom(...facets.slice(0, 4)),
        fc.uniqueArray(choice, { selector: (c) => c.value }),
        (facet, list) => {
          const all = list.reduce((selection, one) => toggled(selection, facet, one), NOTHING_CHOSEN);
          expect(list.every(({ value }) => isChosen(all, facet, value))).toBe(true);
          expect(list.reduce((selection, one) => toggled(selection, facet, one), all)).toEqual(
            NOTHING_CHOSEN,
          );
        },
      ),
    );
  });

  it('holds one place at a time, and never an empty list', () => {
    const two = [
      { value: 'a', label: '' },
      { value: 'b', label: '' },
    ];
    const both = two.reduce((selection, one) => toggled(selection, 'territory', one), NOTHING_CHOSEN);
    expect(filterOf(scope, both)['territory']).toBe('b');
    expect(Object.values(filterOf({ ...scope, kinds: [] }, NOTHING_CHOSEN))).not.toContainEqual([]);
  });
});

describe('words', () => {
  it('are the same in both languages, with the same gaps', () => {
    const shape = (words: object): unknown =>
      Object.entries(words).map(([key, value]: [string, unknown]) =>
        typeof value === 'string'
          ? [key, [...value.matchAll(/\{\w+\}/g)].map(String).toSorted()]
          : [key, shape(value as object)],
      );
    expect(shape(en)).toEqual(shape(fr));
  });

  it('count as each language does', () => {
    const counted = (language: 'fr' | 'en', count: number) =>
      new Speech(language).counted(count, 'resultOne', 'resultMany');
    expect([0, 1, 2].map((count) => counted('fr', count))).toEqual(['0 acteur', '1 acteur', '2 acteurs']);
    expect([0, 1, 2].map((count) => counted('en', count))).toEqual(['0 actors', '1 actor', '2 actors']);
    expect([null, 'fr', 'en', 'en-GB', 'de'].map(languageOf)).toEqual(['fr', 'fr', 'en', 'en', 'fr']);
  });
});
