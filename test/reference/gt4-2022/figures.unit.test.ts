import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Confidence } from '../../../platform/vocabulary/confidence';
import { Nature } from '../../../platform/vocabulary/nature';
import type { ProjectRecord } from '../../../reference/gt4-2022/format';
import { readReport } from '../../../reference/gt4-2022/read';

/**
 * The figures of chapter III, sheet by sheet, as a reader of the report copied them out without the data files.
 * `~` marks what the report gives as about, more than or some; `target` what it had still to reach.
 */
const FIGURES: Record<number, string[]> = {
  1: ['PRODUCED 8 TONNE 2019', 'PRODUCED 30 TONNE 2021', 'jardins 4', 'croissance-production 275 2019/2021'],
  2: ['PRODUCED 1.3 TONNE 2021-01/2021-09', 'target PRODUCED 3 TONNE 2022', 'producteurs 1'],
  3: [
    ...['structures-servies 4', 'target productions-planifiees 2 2022', 'target producteurs 4 2022'],
    ...['target livraison-hebdomadaire 1 2022', 'target livraison-hebdomadaire 1 2022'],
  ],
  4: ['accompagnants 1', 'encadrants 1'],
  5: [
    ...['~beneficiaires 100', 'salaries 100', 'salaries 40', 'ecopoles 2'],
    // Cocagne: DGCS, local funders, users; P.A.N.I.E.R.S: users, funders.
    ...['line 40 %', 'line 30 %', 'line 30 %', 'line 50 %', 'line 50 %', 'award 40 %'],
  ],
  6: ['jardins 3', 'target ~capacite-d-accueil 10'],
  7: [
    ...['population-territoire 14000', 'foyers 10', 'paniers-par-foyer 1'],
    ...['frequence-distribution 2', 'frequence-distribution 1'],
  ],
  8: ['rayon-d-action 100'],
  9: [
    ...['etp-finances 1', 'accompagnants 2', 'accompagnants 1', 'porteurs-de-projet-accompagnes 5'],
    'line 100 %',
  ],
  10: [
    ...['DISTRIBUTED 4000 BASKET 2020', 'paniers-distribues 4000 2020'],
    ...['centres-sociaux 10', 'epiceries 2', 'line 10 %'],
  ],
  11: ['epiceries 4', 'epiceries 2', 'producteurs 1', 'producteurs 2'],
  12: [
    ...['TRANSFORMED 54 TONNE 2020-12/2021-12', 'part-production-distribuee 90 2020-12/2021-12'],
    ...['part-production-commercialisee 7 2020-12/2021-12', 'part-production-distribuee 75 2022-01/2022-09'],
    ...[
      'part-production-commercialisee 25 2022-01/2022-09',
      'structures-servies 190 2022-01/2022-09',
      'part-origine-locale 90',
    ],
    ...['duree-hebdomadaire-contrat 26', 'temps-de-formation 25', 'target part-recettes-prestations 30'],
    ...['target part-subventions-et-aides 70', '~recettes-creees 75', 'produits-en-vente 20 2022-01/2022-09'],
    ...['points-de-vente 14 2022-01/2022-09', 'line 85 %', 'line 15 %', 'award 85 %'],
  ],
  13: ['salaries 1'],
  14: [
    ...['COLLECTED 50 TONNE 2021', 'target COLLECTED 150 TONNE 2022'],
    ...['repas-par-jour 500 2021', 'repas-par-jour 450 2021', 'target repas-par-jour 1200 2022'],
    ...['postes-en-insertion 9 2021', 'target postes-en-insertion 15 2022'],
    ...['salaries-en-insertion 8 2021', 'salaries-en-insertion 6 2021', 'salaries-en-insertion 2 2021'],
    ...['frequence-collecte 5', 'encadrants 2', 'frequence-accompagnement 2'],
    'croissance-structures-servies 3 2021',
  ],
  15: ['familles 300', 'beneficiaires 900'],
  16: ['associations-du-reseau 14', 'panier-moyen 50'],
  17: [],
  18: [...['jardins 46', 'chantiers-d-insertion 106', '~jardins 60'], '~part-approvisionnement-propre 10'],
  19: [],
  20: [],
  21: [
    ...['duree-engagement-achat 3', 'regions-couvertes 4', '~duree-du-programme 4', '~duree-du-programme 6'],
    ...['~epiceries 80 2016', '~agriculteurs 200 2016', '~beneficiaires 30000 2016'],
  ],
  22: [],
  23: [
    ...['DISTRIBUTED 1000000 LITRE 2021-01', 'producteurs 133 2021-01'],
    ...['banques-alimentaires 79', 'antennes 31'],
  ],
  24: [
    ...['DISTRIBUTED 620000 LITRE 2021-05', 'contenance-conditionnement 1'],
    ...['banques-alimentaires 79', 'antennes 31'],
  ],
  25: ['~TRANSFORMED 500 TONNE 2021', 'chantiers-d-insertion 5', '~structures-servies 100'],
};

/** The same notation, from the data files. */
function figuresOf({ flows, measures, awards, resources }: ProjectRecord): string[] {
  const told = (figure: ProjectRecord['flows'][number] | ProjectRecord['measures'][number], what: string) =>
    [
      figure.nature === Nature.PLANNED ? 'target ' : '',
      figure.confidence === Confidence.ESTIMATED ? '~' : '',
      what,
      period(figure.periodStart, figure.periodEnd),
    ].join('');
  const shares = (word: string, records: readonly { share?: string | undefined }[]) =>
    records.flatMap(({ share }) =>
      share === undefined ? [] : [`${word} ${Math.round(Number(share) * 100)} %`],
    );
  return [
    ...flows.map((flow) => told(flow, `${flow.stage} ${flow.quantity} ${flow.unit}`)),
    ...measures.map((measure) => told(measure, `${measure.indicator} ${measure.value}`)),
    ...shares('line', resources),
    ...shares('award', awards),
  ];
}

/** Whole years and months by their short names. */
function period(start: string | undefined, end: string | undefined): string {
  if (start === undefined || end === undefined) return '';
  const whole = start.endsWith('-01-01') && end.endsWith('-12-31') ? 4 : 7;
  const [from, to] = [start.slice(0, whole), end.slice(0, whole)];
  return from === to ? ` ${from}` : ` ${from}/${to}`;
}

const report = readReport();
const sheets = report.projects
  .map((project) => [project.sheet, project] as const)
  .sort(([one], [other]) => one - other);

test.each(sheets)('sheet %i holds each of its figures, and no other', (sheet, project) => {
  expect(figuresOf(project).sort()).toEqual([...(FIGURES[sheet] ?? ['no such sheet'])].sort());
});

test('nothing is told as realised after the day of the report', () => {
  const late = report.projects.flatMap(({ flows, measures, awards }) =>
    [...flows, ...measures, ...awards].filter(
      ({ nature, periodEnd = '' }) => nature === Nature.ACTUAL && periodEnd > (report.source.date ?? ''),
    ),
  );
  expect(late).toEqual([]);
});

// The report itself is not ours to publish: read where it stands beside the project.
const TEXT = join(__dirname, '..', '..', '..', '..', 'shared', 'report', 'cocolupa-gt4-2022.txt');
const withReport = existsSync(TEXT) ? describe : describe.skip;

/** Numbers of the sheets that are no figure: « 3 enjeux », the code of the Doubs, « 2nde opération ». */
const NO_FIGURE: Record<number, string[]> = { 12: ['3'], 13: ['25'], 24: ['2'] };
/** Places in the report and notes for maintainers: not figures, and full of page numbers. */
const UNSERVED = new Set(['locator', 'note', 'facts', 'sheet', 'key', 'links']);

/** What is served of a project, as text; of a date its year, lest days and months pass for figures. */
function served(project: ProjectRecord): string {
  return JSON.stringify(project, (key, value: unknown) => {
    if (UNSERVED.has(key)) return undefined;
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.slice(0, 4) : value;
  });
}

withReport('beside the text of the report (skipped where ../shared/report is not there)', () => {
  const pages = existsSync(TEXT) ? readFileSync(TEXT, 'utf8') : '';
  const chapter = pages.slice(pages.indexOf('a. Production et récupération au niveau local\n\n'));
  const texts = chapter
    .slice(0, chapter.indexOf('Annexes ([Retour'))
    .split('Porteur(s)')
    .slice(1)
    // What follows the last blank line is the title of the next sheet, with the codes of its départements.
    .map((text, index, all) => (index === all.length - 1 ? text : text.trimEnd().replace(/\n[^\n]*$/, '')));

  test('the text has 25 sheets', () => expect(texts).toHaveLength(25));

  test.each(sheets)('each number written in sheet %i is in its data', (sheet, project) => {
    const known = new Set([
      ...numbers(served(project)),
      ...[...project.resources, ...project.awards].map(({ share }) => String(Number(share) * 100)),
      ...(NO_FIGURE[sheet] ?? []),
    ]);
    expect(numbers(texts[sheet - 1] ?? '').filter((number) => !known.has(number))).toEqual([]);
  });
});

/** Numbers in digits, as plain decimals; those inside words (AC41), addresses and list markers left out. */
function numbers(text: string): string[] {
  const plain = text
    .replace(/<[^>]*>|https?:\S+/g, ' ')
    .replace(/(^|\s)\d\. /g, '$1')
    .replace(/1 million/g, '1000000');
  return [...plain.matchAll(/(?<![\p{L}\d])\d{1,3}(?:[ .]\d{3})+(?!\d)|(?<![\p{L}\d])\d+(?:[.,]\d+)?/gu)].map(
    ([number]) => String(Number(number.replace(/[ .](?=\d{3}(?!\d))/g, '').replace(',', '.'))),
  );
}
