import fc from 'fast-check';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { inOneProcess, type WholeChain } from '../support/whole-chain';

let db: TestDatabase;
let chain: WholeChain;

beforeAll(async () => {
  db = await loadedDatabase();
  chain = await inOneProcess(db);
  // The bundled data may have to be loaded first, on a machine that does other things.
}, 300_000);
afterAll(async () => {
  await chain.close();
  await db.close();
});

async function get(
  query: Record<string, string> | string = '',
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${chain.url}/embed/directory?${new URLSearchParams(query)}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Names in the list, as the server wrote them. */
const names = (text: string): string[] =>
  [...text.matchAll(/<a href="\/actors\/[^"]*"[^>]*>([^<]*)</g)].map(([, name = '']) => name.trim());

describe('/embed/directory', () => {
  it('lists the actors of a territory, those that the API lists', async () => {
    const { status, text } = await get({ territory: 'departement:13' });
    const asked = await chain.ask(
      '{ actors(filter: { territory: "departement:13" }) { nodes { name acronym } } }',
    );
    const { nodes } = asked.data?.['actors'] as { nodes: { name: string; acronym: string | null }[] };
    expect(status).toBe(200);
    expect(text).toContain('solidaire : Bouches-du-Rhône</title>');
    expect(text).toContain('7 acteurs');
    const shown = nodes.map(({ name, acronym }) => (acronym ? `${name} (${acronym})` : name));
    expect(names(text)).toEqual(shown.map((name) => name.replaceAll("'", '&#39;').replaceAll('&amp;', '&')));
  });

  it('filters as the component does, in English too', async () => {
    const { text } = await get({
      territory: 'region:93',
      kinds: 'SIAE',
      'chain-link': 'distribution',
      lang: 'en',
    });
    expect(text).toContain('<html lang="en"');
    expect(text).toMatch(/\d+ actors?</);
    expect(text).toContain('kinds="SIAE"');
    expect(text).toContain('chain-link="DISTRIBUTION"');
    expect(names(text)).toContain('Association Fruits et Légumes Solidarité (AFLS)');
  });

  it('turns pages until each actor was shown once', async () => {
    const seen: string[] = [];
    let query: string | undefined = 'lang=fr';
    while (query !== undefined) {
      const { text } = await get(query);
      seen.push(...[...text.matchAll(/<a href="(\/actors\/[^"]*)"/g)].map(([, path = '']) => path));
      query = /<a href="\/embed\/directory\?([^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    const { data } = await chain.ask('{ actors { totalCount } }');
    expect(seen).toHaveLength((data?.['actors'] as { totalCount: number }).totalCount);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('says that nothing was found, or that nothing is known', async () => {
    expect((await get({ search: 'zzzzqqqq' })).text).toContain('Aucun acteur ne correspond');
    expect((await get({ territory: 'commune:01004' })).text).toContain('Aucun acteur connu ici');
  });

  it('may be framed by anyone, and by its scripts alone be run', async () => {
    const { headers } = await get();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const home = await fetch(`${chain.url}/`);
    expect(home.headers.get('x-frame-options')).toBe('DENY');
    expect(home.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('lets the tiles of a map in by their origin alone', async () => {
    const { headers } = await get({ tiles: 'https://tiles.example/{z}/{x}/{y}.png?a=1' });
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' https://tiles.example;");
  });
});

describe('parameters that mean nothing', () => {
  it.each<[Record<string, string> | string, string]>([
    [{ territory: 'departement:99' }, 'territory=&quot;departement:99&quot;'],
    [{ territory: 'Loir-et-Cher' }, 'territory=&quot;Loir-et-Cher&quot;'],
    [{ kinds: 'SIAE,FERME' }, 'Inconnu : FERME'],
    [{ 'chain-link': 'vente' }, 'Inconnu : VENTE'],
    [{ 'siae-kinds': 'X' }, 'Valeurs possibles : ACI'],
    [{ networks: 'cocagne' }, 'networks=&quot;cocagne&quot;'],
    [{ networks: 'actor:nobody' }, 'networks=&quot;actor:nobody&quot;'],
    [{ lang: 'de' }, 'Valeurs possibles : fr, en'],
    [{ theme: 'blue' }, 'Valeurs possibles : auto, light, dark'],
    [{ after: 'forged' }, 'after=&quot;forged&quot;'],
    [{ search: 'é'.repeat(150) }, 'search'],
    [{ search: ' x'.repeat(4_000) }, '300 caractères au plus'],
    [{ tiles: 'https://tiles.example/1.png' }, '{z}'],
    [{ tiles: 'http://tiles.example/{z}/{x}/{y}.png' }, 'https'],
    ['lang=fr&lang=en', 'qu&#39;une fois'],
  ])('are refused in French: %p', async (query, told) => {
    const { status, text } = await get(query);
    expect(status).toBe(400);
    expect(text).toContain(told);
    expect(names(text)).toEqual([]);
  });

  it('are never read as HTML, and never reach a header', async () => {
    const attack = fc.constantFrom(
      '"><script>alert(1)</script>',
      "'><img src=x onerror=alert(1)>",
      '</title><script>alert(1)</script>',
      '" onload="alert(1)',
      'javascript:alert(1)',
      "https://x.example/{z}/{x}/{y}; script-src 'unsafe-inline'",
      'https://x.example\r\nset-cookie: a=b/{z}{x}{y}',
    );
    const name = fc.constantFrom(
      'territory',
      'kinds',
      'networks',
      'search',
      'after',
      'tiles',
      'tiles-attribution',
      'lang',
      'theme',
    );
    await fc.assert(
      fc.asyncProperty(name, attack, fc.string({ maxLength: 8 }), async (parameter, text, noise) => {
        const answer = await get({ [parameter]: `${noise}${text}` });
        expect([200, 400]).toContain(answer.status);
        expect(answer.text.match(/<script/g)).toHaveLength(1);
        expect(answer.text).not.toMatch(/<img|\son\w+="/);
        expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
        expect(answer.headers.get('set-cookie')).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

describe('names that a register made to break out', () => {
  it('are shown as they are written', async () => {
    const name = `Ferme <script>alert("1")</script> & 'fils'`;
    await db
      .of('actors')
      .dataSource.query(
        `UPDATE actor SET name = $1, website = 'javascript:alert(1)' WHERE slug = 'vrac-marseille'`,
        [name],
      );
    const { text } = await get({ territory: 'departement:13' });
    expect(text).toContain('Ferme &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;fils&#39;');
    expect(text).not.toContain('javascript:');
  });
});

describe('/embed/…', () => {
  it.each(['maillon-directory.js', 'maillon-directory-map.js', 'maillon-directory-map-worker.js'])(
    'serves %s to pages of other origins',
    async (file) => {
      const response = await fetch(`${chain.url}/embed/${file}`, {
        headers: { origin: 'https://mairie.example' },
      });
      await response.arrayBuffer();
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/javascript');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    },
  );
});
