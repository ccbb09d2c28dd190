import { get } from 'node:http';
import { once } from 'node:events';
import jsonld from 'jsonld';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { inOneProcess, overHttp, type WholeChain } from '../support/whole-chain';
import { structureValidators } from '../exports/structure-schemas';

const AFLS = 'association-fruits-et-legumes-solidarite';
const DFC =
  'https://github.com/datafoodconsortium/ontology/releases/latest/download/DFC_BusinessOntology.owl#';
const NASTY = `"><script>alert(1)</script><img src=x onerror='alert(2)'> & co`;

let db: TestDatabase;
let chain: WholeChain;
beforeAll(async () => {
  db = await loadedDatabase();
  chain = await inOneProcess(db);
  await write(`
    UPDATE actor SET description = 'Transforme des invendus.', address = '12 rue des Oliviers', postal_code = '13014',
      latitude = 43.3391, longitude = 5.3862, website = 'https://www.exemple.org/', siret = '80746931700018',
      opening_hours = 'Mo-Fr 08:30-12:30' WHERE slug = '${AFLS}'`);
  await write(`UPDATE actor SET closed_on = '2026-10-31' WHERE slug = 'ac41'`);
  await db.of('actors').dataSource.query(
    `INSERT INTO actor (id, slug, name, acronym, kinds, chain_links, description, address, website, opening_hours,
       sort_name, search_name)
     VALUES ('actor:nasty', 'nasty', $1, $1, '{ASSOCIATION}', '{}', $1, $1, 'javascript:alert(3)', $1, '', '')`,
    [NASTY],
  );
  await write(`
    WITH merge AS (INSERT INTO actor_merge (kept_id, merged_id, undo) VALUES ('actor:${AFLS}', 'actor:old', '{}') RETURNING id)
    INSERT INTO actor_redirect (old_id, old_slug, actor_id, merge_id) SELECT 'actor:old', 'old', 'actor:${AFLS}', id FROM merge`);
}, 180_000);
afterAll(async () => {
  await chain.close();
  await db.close();
});

const write = (sql: string): Promise<unknown> => db.of('actors').dataSource.query(sql);
const ask = (path: string, accept = 'text/html', more: Record<string, string> = {}, method = 'GET') =>
  fetch(`${chain.url}/actors/${path}`, { headers: { accept, ...more }, redirect: 'manual', method });
const body = async (path: string, accept?: string): Promise<string> => (await ask(path, accept)).text();

describe('the page of an actor', () => {
  it('shows what is known of it, in French, with the source of each figure', async () => {
    const page = await body(AFLS);
    for (const shown of [
      '<html lang="fr">',
      'Association Fruits et Légumes Solidarité',
      'Transforme des invendus.',
      '12 rue des Oliviers',
      '13014 Marseille',
      'href="/explorer#territoire=commune:13055"',
      'openstreetmap.org/?mlat=43.3391&amp;mlon=5.3862',
      'lundi à vendredi 08:30-12:30',
      'AFLS : transformation alimentaire au MIN de Marseille',
      '<strong>54 t</strong>',
      'Plats cuisinés et repas',
      'href="/actors/departement-des-bouches-du-rhone"',
      'Montant non précisé',
      'p. 45-46, fiche AFLS, Points positifs et enseignements',
      `<link rel="canonical" href="/actors/${AFLS}" />`,
      `type="application/ld+json" href="/actors/${AFLS}.jsonld"`,
    ])
      expect(page).toContain(shown);
  });

  it('needs no script and obeys the content security policy', async () => {
    const response = await ask(AFLS);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await response.text()).not.toMatch(/<script|\son\w+=|<style|\sstyle=/);
  });

  it('takes every text for text', async () => {
    const page = await body('nasty');
    expect(page).not.toMatch(/<script|<img src=x|href="javascript:|alert\(1\)<\//);
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    const linked = JSON.parse(await body('nasty', 'application/ld+json')) as Record<string, unknown>;
    expect([linked['dfc-b:name'], linked['dfc-b:websitePage']]).toEqual([NASTY, undefined]);
  });

  it('says that an actor is closed', async () => {
    expect(await body('ac41')).toMatch(/Structure fermée<\/strong> depuis le 31 octobre 2026/);
    expect(await body(AFLS)).not.toContain('Structure fermée');
  });

  it.each(['vrac', 'reseau-cocagne', 'prefecture-des-bouches-du-rhone', 'departement-des-bouches-du-rhone'])(
    'is whole for %s, of which little is known',
    async (slug) => {
      const response = await ask(slug);
      expect([slug, response.status]).toEqual([slug, 200]);
      expect(await response.text()).not.toMatch(/\b(?:null|undefined|NaN)\b|\[object/);
    },
  );

  it('is asked again only when it changed', async () => {
    const first = await ask(AFLS);
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('vary')).toMatch(/Accept\b.*Accept-Encoding/);
    expect((await ask(AFLS, 'text/html', { 'if-none-match': etag })).status).toBe(304);
    expect((await ask(AFLS, 'application/json', { 'if-none-match': etag })).status).toBe(200);
    const head = await ask(AFLS, 'text/html', {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  });
});

describe('the data of an actor', () => {
  it('is an enterprise of Data Food Consortium, and no term has to be fetched', async () => {
    const response = await ask(AFLS, 'application/ld+json');
    expect(response.headers.get('content-type')).toBe('application/ld+json');
    const documentLoader = () => Promise.reject(new Error('nothing may be fetched'));
    const base = `https://maillon.example/actors/${AFLS}`;
    const [enterprise] = (await jsonld.expand((await response.json()) as jsonld.JsonLdDocument, {
      base,
      documentLoader,
    })) as Record<string, unknown>[];
    expect(enterprise).toMatchObject({
      '@id': base,
      '@type': ['http://xmlns.com/foaf/0.1/Organization', `${DFC}Enterprise`],
      [`${DFC}name`]: [{ '@value': 'Association Fruits et Légumes Solidarité' }],
      [`${DFC}websitePage`]: [{ '@value': 'https://www.exemple.org/' }],
      [`${DFC}hasAddress`]: [
        {
          '@id': `${base}#address`,
          '@type': [`${DFC}Address`],
          [`${DFC}hasStreet`]: [{ '@value': '12 rue des Oliviers' }],
          [`${DFC}hasPostalCode`]: [{ '@value': '13014' }],
          [`${DFC}hasCity`]: [{ '@value': 'Marseille' }],
          [`${DFC}region`]: [{ '@value': "Provence-Alpes-Côte d'Azur" }],
          [`${DFC}hasCountry`]: [{ '@id': 'http://publications.europa.eu/resource/authority/country/FRA' }],
          [`${DFC}latitude`]: [{ '@value': 43.3391 }],
        },
      ],
    });
    const quads = (await jsonld.toRDF(
      (await (await ask(AFLS, 'application/ld+json')).json()) as jsonld.JsonLdDocument,
      { base, documentLoader, format: 'application/n-quads' },
    )) as unknown as string;
    expect(quads).toContain(`<${base}> <${DFC}hasAddress> <${base}#address>`);
    expect(quads).toMatch(/modified> "[^"]+"\^\^<http:\/\/www.w3.org\/2001\/XMLSchema#dateTime>/);
  });

  it('is the structure that the export holds', async () => {
    const structure = JSON.parse(await body(AFLS, 'application/json')) as { id: string };
    for (const validate of structureValidators())
      expect([validate(structure), validate.errors]).toEqual([true, null]);
    const all = (await (await fetch(`${chain.url}/exports/actors.json`)).json()) as { id: string }[];
    expect(all.find(({ id }) => id === structure.id)).toEqual(structure);
  });

  it('has addresses of its own, for who cannot choose by Accept', async () => {
    expect(await body(`${AFLS}.jsonld`)).toBe(await body(AFLS, 'application/ld+json'));
    expect(await body(`${AFLS}.json`)).toBe(await body(AFLS, 'application/json'));
  });

  it('can be read by pages of other origins', async () => {
    const response = await ask(AFLS, 'application/ld+json', { origin: 'https://mairie.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is refused in other forms, with the list of those there are', async () => {
    const response = await ask(AFLS, 'text/turtle, nonsense');
    expect(response.status).toBe(406);
    expect(await response.text()).toBe(
      'An actor is served as text/html, application/ld+json, application/json; Accept must allow one of them.\n',
    );
  });
});

it('leads from the address of a merged actor to the one that was kept', async () => {
  const page = await ask('old');
  expect([page.status, page.headers.get('location')]).toEqual([301, `/actors/${AFLS}`]);
  const data = await ask('old.jsonld');
  expect([data.status, data.headers.get('location')]).toEqual([301, `/actors/${AFLS}.jsonld`]);
});

describe('an address that nobody has', () => {
  it('shows a page that helps', async () => {
    const response = await ask('reseau-cocagnne');
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain("Aucun acteur n'a cette adresse");
    expect(page).toContain('href="/actors/reseau-cocagne"');
    expect(page).toContain('href="/annuaire"');
  });

  it('tells programs in a sentence', async () => {
    const response = await ask('nobody', 'application/ld+json');
    expect([response.status, await response.text()]).toEqual([404, 'No actor has this address.\n']);
  });

  it.each([
    '',
    'Majuscules',
    'a'.repeat(3000),
    '%00',
    '%E9',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'x%0d%0aset-cookie:%20a=b',
    '%3Cscript%3Ealert(1)%3C/script%3E',
    'a/b',
    '.json',
  ])('is 404, whatever it is: %.40j', async (slug) => {
    const response = await ask(slug);
    expect(response.status).toBe(404);
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(await response.text()).not.toContain('<script');
  });

  it('cannot leave the folder', async () => {
    const request = get(`${chain.url}/actors/x`, { path: '/actors/../../package.json' } as object);
    const [response] = (await once(request, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(404);
  });
});

it('is not to be written to', async () => {
  const response = await ask(AFLS, 'text/html', {}, 'POST');
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
});

it('is the same when the subgraphs run elsewhere', async () => {
  const remote = await overHttp(db);
  try {
    for (const type of ['text/html', 'application/ld+json', 'application/json']) {
      const far = await fetch(`${remote.url}/actors/${AFLS}`, { headers: { accept: type } });
      expect(await far.text()).toBe(await body(AFLS, type));
    }
  } finally {
    await remote.close();
  }
});
