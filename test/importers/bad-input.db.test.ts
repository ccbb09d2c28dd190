import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { flowsSubject } from '../../importers/flows/flows.subject';
import { importFile } from '../../importers/import-file';
import { openByteSource } from '../../importers/input/byte-source';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { flowsCsv, importHarness, type FlowCells, type ImportHarness } from './import-harness';

jest.setTimeout(120_000);

let db: TestDatabase;
let imports: ImportHarness;
let before: unknown;

const state = (): Promise<unknown> =>
  db
    .of('flows')
    .dataSource.query(
      'SELECT (SELECT count(*) FROM flow) AS flows, (SELECT count(*) FROM source) AS sources',
    );

beforeAll(async () => {
  db = await loadedDatabase();
  imports = importHarness(db);
  before = await state();
});
afterEach(async () => expect(await state()).toEqual(before));
afterAll(async () => {
  imports.close();
  await db.close();
});

describe('a value that cannot be taken', () => {
  const cases: [what: string, cells: FlowCells, column: string, code: string][] = [
    ['a negative quantity', { quantity: '-3' }, 'quantity', 'NEGATIVE'],
    ['an absurd quantity', { quantity: '2000000000' }, 'quantity', 'TOO_LARGE'],
    [
      'an absurd number of kilograms',
      { quantity: '99999999999999', unit: 'KILOGRAM' },
      'quantity',
      'TOO_LARGE',
    ],
    ['a number of thirty digits', { quantity: '9'.repeat(30) }, 'quantity', 'TOO_LARGE'],
    ['more than six decimals', { quantity: '1.1234567' }, 'quantity', 'TOO_MANY_DECIMALS'],
    ['a quantity in words', { quantity: 'douze' }, 'quantity', 'NOT_A_NUMBER'],
    ['a quantity with its unit', { quantity: '12 t' }, 'quantity', 'NOT_A_NUMBER'],
    ['NaN', { quantity: 'NaN' }, 'quantity', 'NOT_A_NUMBER'],
    ['an exponent', { quantity: '1e5' }, 'quantity', 'NOT_A_NUMBER'],
    ['no quantity', { quantity: '' }, 'quantity', 'REQUIRED'],
    ['a period that ends before it starts', { period_end: '2024-02-29' }, 'period_end', 'ENDS_BEFORE_START'],
    ['a day that is in no calendar', { period_start: '2023-02-29' }, 'period_start', 'NOT_A_DATE'],
    ['a date in French order', { period_start: '01/03/2024' }, 'period_start', 'NOT_A_DATE'],
    ['a year of two digits', { period_start: '0024-03-01' }, 'period_start', 'DATE_OUT_OF_RANGE'],
    ['an unknown stage', { stage: 'EATEN' }, 'stage', 'NOT_IN_LIST'],
    ['an unknown product', { product: 'legume' }, 'product', 'UNKNOWN_PRODUCT'],
    ['an unknown SIRET', { provider: '55208131766522' }, 'provider', 'UNKNOWN_ACTOR'],
    ['a mistyped SIRET', { provider: '55208131766523' }, 'provider', 'WRONG_SIRET_KEY'],
    ['an unknown RNA number', { receiver: 'W999999999' }, 'receiver', 'UNKNOWN_ACTOR'],
    ['an unknown slug', { receiver: 'personne' }, 'receiver', 'UNKNOWN_ACTOR'],
    ['no identifier at all', { provider: 'Les Restos du Cœur' }, 'provider', 'MALFORMED_ACTOR'],
    ['an unknown project', { project: 'aucun' }, 'project', 'UNKNOWN_PROJECT'],
    ['an unknown commune', { origin: 'commune:41999' }, 'origin', 'UNKNOWN_TERRITORY'],
    ['a place in words', { destination: 'Blois' }, 'destination', 'MALFORMED_TERRITORY'],
    ['an unknown postal code', { destination: 'postal:41999' }, 'destination', 'UNKNOWN_POSTAL_CODE'],
    ['a postal code of several communes', { origin: 'postal:41000' }, 'origin', 'POSTAL_CODE_OF_SEVERAL'],
    ['an organic of perhaps', { organic: 'peut-être' }, 'organic', 'NOT_IN_LIST'],
    ['an external id that is too long', { external_id: 'x'.repeat(201) }, 'external_id', 'TOO_LONG'],
    [
      'a batch that feeds itself',
      { batch: 'A', input_batches: 'B|A' },
      'input_batches',
      'BATCH_FEEDS_ITSELF',
    ],
  ];

  it.each(cases)('%s is told with its line, and nothing is written', async (_what, cells, column, code) => {
    const outcome = await imports.run('flows', flowsCsv([{}, cells]));
    expect(outcome.counts).toBeUndefined();
    expect(outcome.told).toMatchObject([{ line: '3', column, code }]);
    const [fault] = outcome.told;
    expect(fault?.value).toBe(
      (Object.entries(cells).find(([name]) => name === column)?.[1] ?? '').slice(0, 80),
    );
    expect(fault?.reason).not.toBe('');
    expect(fault?.remedy).not.toBe('');
    expect(`${fault?.reason}${fault?.remedy}`).not.toContain('%s');
  });

  it('is told in the same run as all the others, in the order of the file', async () => {
    const rows = cases.map(([, cells], index) => ({
      ...cells,
      external_id: cells.external_id ?? `c${index}`,
    }));
    const outcome = await imports.run('flows', flowsCsv([...rows, { external_id: 'c0' }]));
    expect(outcome.told.map(({ line, column, code }) => [line, column, code])).toEqual([
      ...cases.map(([, , column, code], index) => [String(index + 2), column, code]),
      [String(cases.length + 2), 'external_id', 'DUPLICATE_EXTERNAL_ID'],
    ]);
    expect(outcome.faults).toBe(cases.length + 1);
    expect(outcome.firstFaults).toHaveLength(10);
  });

  it('tells two things wrong with one row', async () => {
    const { told } = await imports.run('flows', flowsCsv([{ quantity: '-1', unit: 'POT' }]));
    expect(told.map(({ column }) => column)).toEqual(['quantity', 'unit']);
  });

  it('names the column as the file does', async () => {
    const { told } = await imports.run(
      'flows',
      flowsCsv([{ quantity: '-1' }]).replace('quantity', 'Quantité'),
    );
    expect(told[0]?.column).toBe('Quantité');
  });

  it('tells rows where the decimal sign is not that of the others', async () => {
    const { told } = await imports.run('flows', flowsCsv([{ quantity: '1.5' }, { quantity: '1,5' }]));
    expect(told).toMatchObject([
      { line: '3', code: 'MIXED_DECIMALS', remedy: 'écrivez tous les nombres avec un point' },
    ]);
  });

  it('tells a cycle of batches over several rows', async () => {
    const { told } = await imports.run(
      'flows',
      flowsCsv([
        { batch: 'A', input_batches: 'C' },
        { batch: 'B', input_batches: 'A' },
        { batch: 'C', input_batches: 'X|B' },
        { batch: 'D', input_batches: 'C' },
      ]),
    );
    expect(told.map(({ line, reason }) => [line, reason])).toEqual(
      ['2', '3', '4'].map((line) => [line, 'le lot s’alimente lui-même, par A, B, C']),
    );
  });

  it('tells a cycle that closes through stored flows, not one that the file itself undoes', async () => {
    await imports.run('flows', flowsCsv([{ batch: 'B', input_batches: 'A' }]), {
      source: { slug: 'lots', title: 't', publisher: 'p' },
    });
    const closing = flowsCsv([{ batch: 'A', input_batches: 'B' }]);
    expect((await imports.run('flows', closing)).told).toMatchObject([
      { line: '2', code: 'BATCH_FEEDS_ITSELF' },
    ]);
    const same = await imports.run('flows', closing, { source: { slug: 'lots' }, dryRun: true });
    expect(same.faults).toBe(0);
    await imports.retract('flows', 'lots');
  });
});

describe('a file that cannot be read', () => {
  const good = flowsCsv([{}]);
  const refused = (content: string | Buffer): Promise<Error> =>
    imports.run('flows', content).then(
      () => Promise.reject(new Error('the import went through')),
      (error: Error) => error,
    );

  it.each<[string, string | Buffer, RegExp]>([
    ['is empty', '', /vide/],
    ['has only a BOM', '\uFEFF', /vide/],
    ['has only a header', `${good.split('\n')[0]}\n`, /pas de données/],
    ['has an unknown column', good.replace('quantity', 'quantitée'), /"quantitée" est inconnue.*"quantity"/],
    [
      'has no column of quantities',
      good.replace(';quantity', '').replace(';12.5', ''),
      /manque la colonne "quantity"/,
    ],
    ['has a column twice', good.replace('quantity', 'unit'), /"unit" est donnée deux fois/],
    ['has a column without a name', good.replaceAll('\n', ';\n'), /n’a pas de nom/],
    ['has no line ends', 'x'.repeat(200_000), /dépasse 64 Ko/],
    ['is in UTF-16', Buffer.from(`\uFEFF${good}`, 'utf16le'), /UTF-16/],
    ['is a workbook', Buffer.from('PK\x03\x04rest of the archive'), /classeur/],
    ['is a gzip file cut short', gzipSync(good.repeat(100)).subarray(0, 60), /gzip/],
    ['has the line ends of an old Macintosh', good.replaceAll('\n', '\r'), /CR/],
    ['is binary', Buffer.from([0, 1, 2, 3, 4, 5]), /octets nuls/],
  ])('that %s is refused in plain words', async (_what, content, words) => {
    expect((await refused(content)).message).toMatch(words);
  });

  it('is refused when it is not there, or a folder', () => {
    expect(() => openByteSource('/aucun/fichier.csv')).toThrow(/n'existe pas/);
    expect(() => openByteSource(imports.folder)).toThrow(/dossier/);
  });
});

describe('a file that is broken in the middle', () => {
  it.each<[string, string | Buffer, string]>([
    ['a quote that never closes', flowsCsv([{}, { locator: '"p. 1' }, {}]), 'UNCLOSED_QUOTE'],
    ['a separator too many', flowsCsv([{}, { locator: 'a;b' }, {}]), 'FIELD_COUNT'],
    ['a field of ten megabytes', flowsCsv([{}, { locator: 'x'.repeat(10_000_000) }, {}]), 'RECORD_TOO_LONG'],
    [
      'a quoted field of ten megabytes',
      flowsCsv([{}, { locator: `"${'x'.repeat(10_000_000)}"` }, {}]),
      'UNCLOSED_QUOTE',
    ],
    [
      'a line in another encoding',
      Buffer.concat([
        Buffer.from(flowsCsv([{ locator: 'é' }])),
        Buffer.from(flowsCsv([{ locator: 'é' }]).split('\n')[1] ?? '', 'latin1'),
      ]),
      'MIXED_ENCODING',
    ],
  ])('%s is told with its line', async (_what, content, code) => {
    const outcome = await imports.run('flows', content);
    expect(outcome.counts).toBeUndefined();
    expect(outcome.told).toMatchObject([{ line: '3', code }]);
  });

  it('is given up early when five gigabytes come without a line end', async () => {
    const block = Buffer.alloc(1 << 20, 'x');
    let blocks = 0;
    const endless = Readable.from(
      (function* () {
        yield Buffer.from(flowsCsv([{}, { locator: '' }]).trimEnd());
        for (; blocks < 5 * 1024; blocks += 1) yield block;
      })(),
      { highWaterMark: 1 },
    );
    const outcome = await importFile(
      {
        subject: flowsSubject,
        input: openByteSource('-', endless),
        source: { slug: 'essai', title: 't', publisher: 'p' },
        dryRun: false,
        replace: false,
        errorsFile: `${imports.folder}/endless.csv`,
      },
      db.of('flows').dataSource,
      db.of('actors').database,
    );
    expect(outcome.firstFaults).toMatchObject([{ line: 3, code: 'RECORD_TOO_LONG' }]);
    expect(blocks).toBeLessThan(10);
  });
});

describe('a source that cannot be written to', () => {
  it.each([
    [{ slug: 'Essai 1' }, /ne peut pas nommer/],
    [{ slug: 'nouvelle' }, /--title et --publisher/],
    [{ slug: 'gt4-2022', title: 't', publisher: 'p' }, /fait partie de Maillon/],
    [{ slug: 'gt4-2022-suite', title: 't', publisher: 'p' }, /commence comme "gt4-2022"/],
    [{ slug: 'essai', title: 't', publisher: 'p', date: '2024-13-01' }, /date/],
    [{ slug: 'essai', title: 't', publisher: 'p', url: 'exemple' }, /adresse/],
  ])('%j is refused', async (source, words) => {
    await expect(imports.run('flows', flowsCsv([{}]), { source })).rejects.toThrow(words);
  });
});
