import { SUBGRAPH_NAMES } from '../../../platform/subgraph/subgraph';
import { from } from './geography-files';
import { geographyHarness, type GeographyHarness } from './geography-harness';

jest.setTimeout(240_000);

let geo: GeographyHarness;
beforeAll(async () => {
  geo = await geographyHarness();
});
afterAll(() => geo.close());

const patOf = async (schema: (typeof SUBGRAPH_NAMES)[number], code: string) =>
  (
    await geo.rows(schema, `SELECT name, population, commune_count FROM territory WHERE id = $1`, [
      `pat:${code}`,
    ])
  )[0];

describe('a list of PATs', () => {
  it('makes territories in every schema, and actors in the directory', async () => {
    const list = [
      { code: '9001', nom: 'PAT du Val' },
      { code: 9002, nom: ' PAT des Monts ' },
      { code: '1376', nom: 'Un autre nom' },
    ];
    const outcome = await geo.run('pats', list, from('liste'));
    expect(outcome).toMatchObject({ rows: 3, faults: 0, counts: { inserted: 3 } });
    expect(outcome.notices).toEqual([expect.stringContaining('le PAT 1376 garde le nom')]);
    for (const schema of SUBGRAPH_NAMES) {
      expect(await patOf(schema, '9002')).toEqual({
        name: 'PAT des Monts',
        population: null,
        commune_count: 0,
      });
      expect(await geo.holders(schema, 'pat:9002')).toEqual(['france']);
    }
    expect(
      await geo.ask(`{ actor(slug: "pat-9001") { id name kinds sources { title }
        statuses { ... on PatRecognition { territory { id sources { title locator } } } } } }`),
    ).toEqual({
      actor: {
        id: 'actor:pat-9001',
        name: 'PAT du Val',
        kinds: ['PAT'],
        sources: [{ title: 'Fichier liste' }],
        statuses: [
          { territory: { id: 'pat:9001', sources: [{ title: 'Fichier liste', locator: 'code 9001' }] } },
        ],
      },
    });
  });

  it('knows the report’s own PAT actor', async () => {
    expect(
      await geo.rows('actors', `SELECT actor_id, matched_by FROM register_entry WHERE external_id = '1376'`),
    ).toEqual([{ actor_id: 'actor:pat-de-blois', matched_by: 'PAT_CODE' }]);
    expect(await geo.rows('actors', `SELECT FROM actor WHERE id = 'actor:pat-1376'`)).toEqual([]);
    expect(
      await geo.ask(`{ actor(slug: "pat-de-blois") { name } territory(id: "pat:1376") { name } }`),
    ).toEqual({
      actor: { name: 'Projet alimentaire territorial de Blois' },
      territory: { name: 'PAT du Pays des Châteaux (PAT de Blois)' },
    });
  });

  it('changes nothing the second time, renames without a new slug, and takes CSV', async () => {
    const same = 'code;nom\n9001;PAT du Val\n9002;PAT des Monts\n1376;Un autre nom\n';
    expect((await geo.run('pats', same, from('liste'))).counts).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 3,
    });
    expect((await geo.run('pats', 'Code,Nom\n9001,PAT du Grand Val\n', from('liste'))).counts).toMatchObject({
      updated: 1,
    });
    expect(await geo.rows('actors', `SELECT slug, name FROM actor WHERE id = 'actor:pat-9001'`)).toEqual([
      { slug: 'pat-9001', name: 'PAT du Grand Val' },
    ]);
  });

  it('closes, with --replace, what it no longer has, and opens it again', async () => {
    const list = [
      { code: '9001', nom: 'PAT du Grand Val' },
      { code: '1376', nom: 'x' },
    ];
    const closed = `SELECT closed_on IS NOT NULL AS closed FROM actor WHERE id = 'actor:pat-9002'`;
    expect((await geo.run('pats', list, { ...from('liste'), replace: true })).counts).toMatchObject({
      retracted: 1,
    });
    expect(await geo.rows('actors', closed)).toEqual([{ closed: true }]);
    await geo.run('pats', [{ code: '9002', nom: 'PAT des Monts' }], from('liste'));
    expect(await geo.rows('actors', closed)).toEqual([{ closed: false }]);
  });

  it('is refused whole for one bad row, each told', async () => {
    const bad = [
      { code: '9003', nom: 'PAT' },
      { code: '9003', nom: 'Encore' },
      { nom: 'Sans code' },
      { code: 'É!', nom: '' },
      3,
    ];
    const { told, counts } = await geo.run('pats', bad, from('mauvaise'));
    expect(counts).toBeUndefined();
    expect(told.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 code REPEATED_CODE',
      '3 code REQUIRED',
      '4 code NOT_A_PAT_CODE',
      '4 nom REQUIRED',
      '5  NOT_AN_OBJECT',
    ]);
    expect(await patOf('actors', '9003')).toBeUndefined();
  });

  it.each([
    ['[{"code": "1"', /coupé/],
    ['{"type":"FeatureCollection","features":[]}', /FeatureCollection GeoJSON, pas une liste/],
    ['[]', /vide/],
    ['  ', /vide/],
    ['siret;nom\n1;x\n', /La colonne "siret" est inconnue/],
  ])('of another form is refused: %s', async (text, told) => {
    await expect(geo.run('pats', text, from('autre'))).rejects.toThrow(told);
  });
});

describe('communes of PATs', () => {
  // 41018 Blois, 41295 Vineuil; 01015 is the commune of today of 01340; 99999 is nobody's.
  const pairs =
    'code_pat,code_insee\n9001,41018\n9001,41295\n9002,01340\n9002,99999\n7777,41018\n1376,75056\n';

  it('are joined to them in every schema, old codes read as today’s, unknown ones told', async () => {
    await expect(
      geo.run('pat-communes', 'code_pat,code_insee\n9001,abc\n', from('paires')),
    ).resolves.toMatchObject({
      told: [{ line: '2', column: 'code_insee', code: 'NOT_A_COMMUNE_CODE' }],
    });
    const { notices, counts } = await geo.run('pat-communes', pairs, from('paires'));
    expect(counts).toMatchObject({ inserted: 6 });
    expect(notices).toEqual([
      expect.stringContaining('01340 → 01015'),
      expect.stringContaining('99999'),
      expect.stringContaining('7777'),
      expect.stringContaining('1376'),
    ]);
    for (const schema of SUBGRAPH_NAMES) {
      expect(await geo.held(schema, 'pat:9001')).toEqual(['commune:41018', 'commune:41295']);
      expect(await geo.holders(schema, 'pat:9001')).toEqual(['departement:41', 'france', 'region:24']);
      expect(await geo.held(schema, 'pat:9002')).toEqual(['commune:01015']);
      expect(await geo.held(schema, 'pat:1376')).not.toContain('commune:75056');
    }
    const [sum] = await geo.rows(
      'flows',
      `SELECT sum(population)::int AS population, 2 AS commune_count, 'PAT du Grand Val' AS name
      FROM territory WHERE id IN ('commune:41018', 'commune:41295')`,
    );
    expect(await patOf('flows', '9001')).toEqual(sum);
  });

  it('count what is attributed below, and move nothing that is attributed already', async () => {
    const sums = await geo.rows<{ grams: string | null }>(
      'flows',
      `SELECT sum(r.tonnes)::text AS grams FROM flow r JOIN territory_closure c ON c.descendant = r.attributed
       JOIN territory t ON t.key = c.ancestor WHERE t.id = 'pat:9001'`,
    );
    expect(sums).toHaveLength(1);
    expect(
      await geo.rows(
        'financing',
        `SELECT FROM award JOIN territory ON territory.key = award.territory WHERE imported`,
      ),
    ).toEqual([]);
  });

  it('wait for a list that names their PAT', async () => {
    await geo.run('pats', [{ code: '7777', nom: 'PAT tardif' }], from('liste-2'));
    expect(await geo.held('flows', 'pat:7777')).toEqual(['commune:41018']);
    await geo.retract('liste-2');
    expect(await patOf('flows', '7777')).toBeUndefined();
    expect(await geo.rows('actors', `SELECT FROM actor WHERE id = 'actor:pat-7777'`)).toEqual([]);
  });
});
