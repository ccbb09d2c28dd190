import { gzipSync } from 'node:zlib';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { flowsCsv, importHarness, type ImportHarness } from './import-harness';

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
afterEach(() => imports.retract('flows', 'essai'));

const stored = (): Promise<Record<string, unknown>[]> =>
  db.of('flows').dataSource.query(
    `SELECT f.*, f.period_start::text, f.period_end::text, o.id AS origin_id, d.id AS destination_id
     FROM flow f LEFT JOIN territory o ON o.key = f.origin LEFT JOIN territory d ON d.key = f.destination
     WHERE f.source = 'essai' ORDER BY f.external_id`,
  );

describe('importing flows', () => {
  it('brings rows in with what they refer to resolved', async () => {
    const outcome = await imports.run(
      'flows',
      flowsCsv([
        {
          quantity: '1250,5',
          unit: 'KILOGRAM',
          provider: 'bio-solaire-jardin-de-cocagne-de-blois',
          origin: '41018',
          destination: 'departement:41',
          organic: 'oui',
          project: 'pat-de-blois-aide-alimentaire',
          batch: 'B',
          input_batches: 'A2|A1',
        },
      ]),
    );
    expect(outcome).toMatchObject({ rows: 1, faults: 0, counts: { inserted: 1, updated: 0 } });
    expect(await stored()).toMatchObject([
      {
        external_id: 'f1',
        quantity: '1250.5',
        tonnes: '1.250500',
        provider: 'actor:bio-solaire-jardin-de-cocagne-de-blois',
        project: 'project:pat-de-blois-aide-alimentaire',
        origin_id: 'commune:41018',
        destination_id: 'departement:41',
        organic: true,
        confidence: 'REPORTED',
        period_start: '2024-03-01',
        period_end: '2024-03-31',
        batch: 'B',
      },
    ]);
  });

  it('changes nothing when repeated, updates what was corrected, and retracts with --replace only', async () => {
    await imports.run('flows', flowsCsv([{}, {}, {}]));
    expect((await imports.run('flows', flowsCsv([{}, {}, {}]))).counts).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 3,
      retracted: 0,
    });
    const corrected = flowsCsv([{ quantity: '13' }, {}]);
    expect((await imports.run('flows', corrected)).counts).toMatchObject({
      updated: 1,
      unchanged: 1,
      retracted: 0,
    });
    expect((await imports.run('flows', corrected, { replace: true })).counts).toMatchObject({
      unchanged: 2,
      retracted: 1,
    });
    expect((await stored()).map(({ quantity }) => quantity)).toEqual(['13', '12.5']);
  });

  it('keeps the source with the hash of its file', async () => {
    await imports.run('flows', flowsCsv([{}, {}]));
    const [source] = await db.of('flows').dataSource.query(`SELECT * FROM source WHERE slug = 'essai'`);
    expect(source).toMatchObject({
      kind: 'IMPORT',
      subject: 'flows',
      title: 'Fichier d’essai',
      publisher: 'Éditeur',
      row_count: '2',
      file_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('writes nothing in a dry run', async () => {
    const outcome = await imports.run('flows', flowsCsv([{}]), { dryRun: true });
    expect(outcome).toMatchObject({ faults: 0, counts: undefined });
    expect(await stored()).toEqual([]);
    expect(await db.of('flows').dataSource.query(`SELECT FROM source WHERE slug = 'essai'`)).toEqual([]);
  });

  it.each([
    ['a comma', flowsCsv([{}], ',')],
    ['a tabulator', flowsCsv([{}], '\t')],
    ['gzip', gzipSync(flowsCsv([{}]))],
    ['a BOM', `\uFEFF${flowsCsv([{}])}`],
    ['CRLF', flowsCsv([{}]).replaceAll('\n', '\r\n')],
    [
      'Latin-1',
      Buffer.from(
        flowsCsv([{ locator: 'période d’été : 5 €' }])
          .replace('€', 'E')
          .replace('’', ' '),
        'latin1',
      ),
    ],
    ['no last line end', flowsCsv([{}]).trimEnd()],
    ['spaces around values', flowsCsv([{ stage: ' DISTRIBUTED ', quantity: ' 12.5' }])],
    [
      'French names of columns and values',
      flowsCsv([{ stage: 'Distribué', nature: 'RÉALISÉ', unit: 'Tonnes' }]).replace(
        'external_id;stage',
        'Identifiant externe;ÉTAPE',
      ),
    ],
  ])('reads %s', async (_what, content) => {
    expect(await imports.run('flows', content)).toMatchObject({ faults: 0, counts: { inserted: 1 } });
    expect(await stored()).toMatchObject([{ stage: 'DISTRIBUTED', quantity: '12.5' }]);
  });

  it('takes columns in any order', async () => {
    const lines = flowsCsv([{ locator: 'p. 1' }])
      .trim()
      .split('\n');
    const turned = lines
      .map((line) => line.split(';').reverse().join(';').toUpperCase().replace('LEGUMES', 'legumes'))
      .join('\n');
    expect(await imports.run('flows', turned)).toMatchObject({ faults: 0 });
    expect(await stored()).toMatchObject([{ external_id: 'F1', locator: 'P. 1' }]);
  });
});

describe('what flows refer to', () => {
  it('reads an old commune code as the commune of today, and says so', async () => {
    const [old] = await db
      .of('flows')
      .dataSource.query(
        `SELECT a.id, t.id AS today FROM territory_alias a JOIN territory t ON t.key = a.target ORDER BY a.id LIMIT 1`,
      );
    const outcome = await imports.run('flows', flowsCsv([{ origin: old.id }]));
    expect(outcome.notices).toEqual([`${old.id} est un ancien code ; il est lu comme ${old.today}`]);
    expect(await stored()).toMatchObject([{ origin_id: old.today }]);
  });

  it('reads a postal code of one commune, and refuses one of several with their names', async () => {
    const outcome = await imports.run(
      'flows',
      flowsCsv([{ origin: 'postal:13001' }, { origin: 'CP 75001' }, { origin: 'postal:01400' }]),
    );
    expect(outcome.told).toMatchObject([
      {
        line: '4',
        column: 'origin',
        value: 'postal:01400',
        code: 'POSTAL_CODE_OF_SEVERAL',
        reason: expect.stringContaining('Châtillon-sur-Chalaronne (01093)'),
      },
    ]);
  });

  it('refuses a bare code that may be either, unless the file or the operator tells', async () => {
    // 44100 is a commune (Montrelais is 44104; 44100 stands for one) and a postal code of Nantes.
    const doubtful = '44100';
    expect((await imports.run('flows', flowsCsv([{ origin: doubtful }]))).told).toMatchObject([
      { code: 'AMBIGUOUS_CODE', value: doubtful },
    ]);
    const told = await imports.run('flows', flowsCsv([{ origin: doubtful }]), { bareCodes: 'postal' });
    expect(told.faults).toBe(0);
    expect(await stored()).toMatchObject([{ origin_id: 'commune:44109' }]);
    const inferred = await imports.run('flows', flowsCsv([{ origin: doubtful }, { origin: '41018' }]));
    expect(inferred.notices.join()).toContain('codes commune');
    expect((await stored())[0]).toMatchObject({ origin_id: 'commune:44100' });
  });

  it('finds actors by SIRET and RNA, keeps a SIRET of a wrong key that the directory holds', async () => {
    await db
      .of('actors')
      .dataSource.query(
        `UPDATE actor SET siret = '12345678900011', rna = 'W411000001' WHERE id = 'actor:pat-de-blois'`,
      );
    const outcome = await imports.run(
      'flows',
      flowsCsv([{ provider: '123 456 789 00011' }, { provider: 'w411000001' }]),
    );
    expect(outcome.notices).toEqual([expect.stringContaining('clé de contrôle fausse')]);
    expect(await stored()).toMatchObject([
      { provider: 'actor:pat-de-blois' },
      { provider: 'actor:pat-de-blois' },
    ]);
  });
});
