import { publishedFile } from '../../importers/columns';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { importHarness, type ImportHarness } from './import-harness';

jest.setTimeout(120_000);

let db: TestDatabase;
let imports: ImportHarness;

beforeAll(async () => {
  db = await loadedDatabase();
  imports = importHarness(db);
});
afterAll(async () => {
  imports.close();
  await db.close();
});

const flows = <Row>(text: string): Promise<Row[]> => db.of('flows').dataSource.query(text);
const financing = <Row>(text: string): Promise<Row[]> => db.of('financing').dataSource.query(text);

describe('importing impact measures', () => {
  const source = { slug: 'bilan', title: 'Bilan', publisher: 'Éditeur' };
  const header = 'external_id;project;indicator;value;unit;nature;period_start;period_end;locator';
  const row = (id: string, value: string): string =>
    `${id};pat-de-blois-aide-alimentaire;foyers;${value};;ACTUAL;2024-01-01;2024-12-31;p. 3`;

  it('brings them in where their project acts, with the unit of the indicator', async () => {
    const outcome = await imports.run('impact', [header, row('1', '430'), row('b 2', '12,5')].join('\n'), {
      source,
    });
    expect(outcome).toMatchObject({ faults: 0, counts: { inserted: 2 } });
    const stored = await flows<{ id: string }>(
      `SELECT m.*, t.id AS place, s.locator FROM measure m JOIN measure_source s ON s.measure_id = m.id
       LEFT JOIN territory t ON t.key = m.territory WHERE s.source = 'bilan' ORDER BY m.id`,
    );
    const [bundled] = await flows<{ place: string }>(
      `SELECT t.id AS place FROM measure m JOIN territory t ON t.key = m.territory
       WHERE m.project = 'project:pat-de-blois-aide-alimentaire' AND m.id LIKE 'measure:gt4%' LIMIT 1`,
    );
    expect(stored).toMatchObject([
      { id: 'measure:bilan-1', value: '430', unit: 'foyers', confidence: 'REPORTED', locator: 'p. 3' },
      { id: expect.stringMatching(/^measure:bilan-b-2-[0-9a-f]{16}$/), value: '12.5' },
    ]);
    if (bundled) expect(stored).toMatchObject([bundled, bundled]);
  });

  it('repeats without a change, updates, retracts, and leaves the report alone', async () => {
    const before = await flows(`SELECT count(*) FROM measure WHERE id LIKE 'measure:gt4%'`);
    const same = [header, row('1', '430'), row('b 2', '12,5')].join('\n');
    expect((await imports.run('impact', same, { source })).counts).toMatchObject({
      unchanged: 2,
      inserted: 0,
      updated: 0,
    });
    const next = [header, row('1', '431'), row('3', '1')].join('\n');
    expect((await imports.run('impact', next, { source, replace: true })).counts).toEqual({
      inserted: 1,
      updated: 1,
      unchanged: 0,
      retracted: 1,
    });
    expect(await flows(`SELECT count(*) FROM measure WHERE id LIKE 'measure:gt4%'`)).toEqual(before);
  });

  it('tells what cannot be taken', async () => {
    const bad = [header, row('1', '-1').replace('foyers', 'foyer'), ';;;;;;;;x'].join('\n');
    const { told } = await imports.run('impact', bad, { source });
    expect(told.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 indicator UNKNOWN_INDICATOR',
      '2 value NEGATIVE',
      '3 external_id REQUIRED',
      '3 indicator REQUIRED',
      '3 nature REQUIRED',
      '3 project REQUIRED',
      '3 value REQUIRED',
    ]);
    expect(told[0]?.reason).toContain('"foyers"');
  });

  it('does not share a source with another kind of file', async () => {
    const file = publishedFile('flows', 'example.csv');
    await expect(imports.run('flows', file, { source })).rejects.toThrow(/porte déjà un fichier "impact"/);
  });
});

describe('importing awards', () => {
  const source = { slug: 'subventions', title: 'Subventions', publisher: 'Éditeur' };
  const header =
    'external_id;funder;funder_category;recipient;project;instrument;nature;amount;share;date;expenses';

  it('brings them in where the project acts, else where the recipient has its seat', async () => {
    const file = [
      header,
      '1;departement-du-doubs;Département;bio-solaire-jardin-de-cocagne-de-blois;;Subvention;ACTUAL;15000,00;;2024-03-15;operation|FOOD_PURCHASE',
      '2;;CITIZENS;;pat-de-blois-aide-alimentaire;GRANT;PLANNED;;0,25;;',
    ].join('\n');
    const outcome = await imports.run('awards', file, { source });
    expect(outcome).toMatchObject({ faults: 0, counts: { inserted: 2 } });
    expect(
      await financing(
        `SELECT a.*, t.id AS place FROM award a LEFT JOIN territory t ON t.key = a.territory WHERE a.id LIKE 'award:subventions-%' ORDER BY a.id`,
      ),
    ).toMatchObject([
      {
        id: 'award:subventions-1',
        funder: 'actor:departement-du-doubs',
        funder_category: 'DEPARTEMENT',
        instrument: 'GRANT',
        amount: '15000.00',
        expenses: ['FOOD_PURCHASE', 'OPERATION'],
        place: 'commune:41018',
        cited: 'subventions',
      },
      {
        id: 'award:subventions-2',
        amount: null,
        share: '0.25000000',
        nature: 'PLANNED',
        place: expect.any(String),
      },
    ]);
    expect((await imports.run('awards', file, { source })).counts).toMatchObject({
      unchanged: 2,
      updated: 0,
    });
    const corrected = file.replace('15000,00', '15000,50').split('\n').slice(0, 2).join('\n');
    expect((await imports.run('awards', corrected, { source, replace: true })).counts).toEqual({
      inserted: 0,
      updated: 1,
      unchanged: 0,
      retracted: 1,
    });
  });

  it('tells what cannot be taken', async () => {
    const file = [header, '1;personne;ELSE;;aucun;GIFT;ACTUAL;1.234;1.5;2024-02-30;TRAVEL'].join('\n');
    const { told } = await imports.run('awards', file, { source });
    expect(told.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'amount TOO_MANY_DECIMALS',
      'date NOT_A_DATE',
      'expenses NOT_IN_LIST',
      'funder UNKNOWN_ACTOR',
      'funder_category NOT_IN_LIST',
      'instrument NOT_IN_LIST',
      'project UNKNOWN_PROJECT',
      'share SHARE_OUT_OF_RANGE',
    ]);
  });
});

describe('ids of imported records', () => {
  it('stay apart when the names of two sources run into each other', async () => {
    const header = 'external_id;project;indicator;value;nature';
    const row = (id: string): string => `${id};pat-de-blois-aide-alimentaire;foyers;1;ACTUAL`;
    const describe = (slug: string) => ({ source: { slug, title: 't', publisher: 'p' } });
    await imports.run('impact', [header, row('b-c')].join('\n'), describe('a'));
    const other = [header, row('c')].join('\n');
    expect((await imports.run('impact', other, describe('a-b'))).counts).toMatchObject({ inserted: 1 });
    expect((await imports.run('impact', other, describe('a-b'))).counts).toMatchObject({
      unchanged: 1,
      inserted: 0,
    });
    const ids = await flows<{ source: string }>(
      `SELECT measure_id, source FROM measure_source WHERE source IN ('a', 'a-b') ORDER BY source`,
    );
    expect(ids).toEqual([
      { measure_id: 'measure:a-b-c', source: 'a' },
      { measure_id: expect.stringMatching(/^measure:a-b-c-[0-9a-f]{16}$/), source: 'a-b' },
    ]);
  });
});

describe('published examples', () => {
  it.each(['flows', 'impact', 'awards'] as const)(
    '%s: the example goes in, the template has its header',
    async (subject) => {
      const example = publishedFile(subject, 'example.csv');
      const outcome = await imports.run(subject, example, {
        dryRun: true,
        source: { slug: `exemple-${subject}`, title: 't', publisher: 'p' },
      });
      expect(outcome.told).toEqual([]);
      expect(publishedFile(subject, 'template.csv')).toBe(`${example.split('\n')[0]}\n`);
    },
  );
});
