import fc from 'fast-check';
import {
  CHAIN_LINKS,
  eurosInFrench,
  KINDS,
  openingHoursInFrench,
  periodInFrench,
  quantityInFrench,
  SIAE_KINDS,
  sinceInFrench,
} from '../../gateway/pages/french';
import { html } from '../../gateway/pages/html';
import { chooseMediaType } from '../../gateway/pages/negotiation';
import directoryWords from '../../web/directory/words/fr.json';

const OFFERED = ['text/html', 'application/ld+json', 'application/json'] as const;

describe('html', () => {
  it('escapes any text, in elements as in attributes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { markup } = html`<p title="${text}">${[text]}</p>`;
        const [, attribute = '', element = ''] = /^<p title="([^]*)">([^]*)<\/p>$/.exec(markup) ?? [];
        for (const part of [attribute, element]) {
          expect(part).not.toMatch(/[<>"']/);
          expect(part.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
        }
      }),
    );
  });

  it('keeps markup, joins lists, leaves out what is absent', () => {
    const items = ['a', '<b>'].map((item) => html`<i>${item}</i>`);
    expect(html`<p>${items}${null}${undefined}${false}${0}</p>`.markup).toBe(
      '<p><i>a</i><i>&lt;b&gt;</i>0</p>',
    );
  });
});

it.each([
  [undefined, 'text/html'],
  ['', 'text/html'],
  ['*/*', 'text/html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['application/ld+json', 'application/ld+json'],
  ['APPLICATION/JSON', 'application/json'],
  ['application/*', 'application/ld+json'],
  ['application/json, text/html;q=0.9', 'application/json'],
  ['*/*;q=0.1, application/json', 'application/json'],
  ['text/html;q=0, */*', 'application/ld+json'],
  ['text/turtle', undefined],
  ['*/*;q=0', undefined],
  ['nonsense', undefined],
  ['/, ;;,', undefined],
  ['text/html;q=2', 'text/html'],
])('Accept %s gives %s', (accept, type) => expect(chooseMediaType(accept, OFFERED)).toBe(type));

it('says figures as French does', () => {
  expect(quantityInFrench({ value: '1500', unit: 'BASKET' }).replace(/\s/g, ' ')).toBe('1 500 paniers');
  expect(quantityInFrench({ value: '1.5', unit: 'BASKET' })).toBe('1,5 panier');
  expect(quantityInFrench({ value: '0.05', unit: 'TONNE' })).toBe('0,05 t');
  expect(eurosInFrench('25679.00').replace(/\s/g, ' ')).toBe('25 679 €');
  expect(periodInFrench('2021-01-01', '2021-12-31')).toBe('2021');
  expect(periodInFrench('2020-01-01', '2021-12-31')).toBe('2020 à 2021');
  expect(periodInFrench('2020-12-01', '2021-12-31')).toBe('1er décembre 2020 au 31 décembre 2021');
  expect(sinceInFrench('2015-01-01')).toBe('2015');
  expect(sinceInFrench('2015-03-02')).toBe('2 mars 2015');
});

it.each([
  ['Mo-Fr 08:30-12:30; PH off', 'lundi à vendredi 08:30-12:30 ; jours fériés fermé'],
  ['Tu,Th 14:00-17:00', 'mardi, jeudi 14:00-17:00'],
  ['sur rendez-vous', 'sur rendez-vous'],
])('%s is said %s', (hours, said) => expect(openingHoursInFrench(hours)).toBe(said));

it('the pages and the directory call kinds, agreements and links of the chain by the same words', () => {
  const capital = (terms: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(terms).map(([value, term]) => [value, term.charAt(0).toUpperCase() + term.slice(1)]),
    );
  const { kinds, siaeKinds, chainLinks } = directoryWords;
  expect({ kinds, siaeKinds, chainLinks }).toEqual({
    kinds: capital(KINDS),
    siaeKinds: capital(SIAE_KINDS),
    chainLinks: capital(CHAIN_LINKS),
  });
});
