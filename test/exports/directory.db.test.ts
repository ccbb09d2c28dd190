import { gunzipSync } from 'node:zlib';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { Feature } from '../../exports/directory/feature';
import type { Structure } from '../../exports/directory/structure';
import type { Listening } from '../../platform/http/listening';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer, remoteExportServer } from './export-server';
import { download, readCsv } from './read-export';
import { structureValidators } from './structure-schemas';

const PUBLIC_URL = 'https://maillon.example';

let db: TestDatabase;
let server: Listening;
beforeAll(async () => {
  db = await loadedDatabase();
  server = await exportServer(db, {}, PUBLIC_URL);
  await write(`
    UPDATE actor SET name = 'Le Radis.', siret = '123', website = 'www.exemple.fr', description = 'Épicerie <solidaire>',
      address = '1 rue "du" Port', postal_code = '1004', latitude = 47.5, longitude = 1.25
    WHERE id = 'actor:ac41'`);
}, 180_000);
afterAll(async () => {
  await server.close();
  await db.close();
});

const write = (sql: string): Promise<unknown> => db.of('actors').dataSource.query(sql);
const address = (path: string): string => `${server.url}/exports/${path}`;
const structures = async (query = ''): Promise<Structure[]> =>
  (await (await download(address(`actors.json${query}`))).json()) as Structure[];
const features = async (query = ''): Promise<Feature[]> => {
  const collection = (await (await download(address(`actors.geojson${query}`))).json()) as {
    type: string;
    features: Feature[];
  };
  expect(collection.type).toBe('FeatureCollection');
  return collection.features;
};
const rows = async (query = ''): Promise<Record<string, string>[]> =>
  readCsv(await (await download(address(`actors.csv${query}`))).text());

/** A request whose body is left as it comes: fetch would open it and add headers of its own. */
async function raw(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }> {
  const asked = httpRequest(address(path), { headers, method, agent: false });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

describe('actors.json', () => {
  it('is an array of structures that data.inclusion takes, one an actor', async () => {
    const all = await structures();
    expect(all.map(({ id }) => id)).toEqual((await rows()).map(({ slug }) => `maillon--${slug}`));
    for (const validate of structureValidators()) {
      for (const structure of all) {
        validate(structure);
        expect(validate.errors ?? []).toEqual([]);
      }
    }
  });

  it('says what fits, leaves out what does not', async () => {
    const found = (await structures('?territory=commune:41018')).find(({ id }) => id === 'maillon--ac41');
    expect(found).toMatchObject({
      source: 'maillon',
      nom: 'Le Radis',
      siret: null,
      site_web: null,
      description: 'Épicerie <solidaire>',
      adresse: '1 rue "du" Port',
      code_postal: null,
      code_insee: '41018',
      commune: 'Blois',
      latitude: 47.5,
      longitude: 1.25,
      lien_source: 'https://maillon.example/actors/ac41',
    });
  });

  it('is an empty array when nobody fits', async () => {
    expect(await structures('?search=zzzzzzzzzzzz')).toEqual([]);
    expect(await features('?search=zzzzzzzzzzzz')).toEqual([]);
  });

  it('has no link without a public address', async () => {
    const plain = await exportServer(db);
    const all = (await (await download(`${plain.url}/exports/actors.json`)).json()) as Structure[];
    expect(all.every(({ lien_source }) => lien_source === null)).toBe(true);
    await plain.close();
  });
});

describe('actors.geojson', () => {
  it('has a feature an actor: a point, longitude first, or no geometry', async () => {
    const [all, listed] = [await features(), await rows()];
    expect(all.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
    for (const [index, { type, geometry, properties }] of all.entries()) {
      const row = listed[index]!;
      expect(type).toBe('Feature');
      expect(properties).toMatchObject({ slug: row['slug'], name: row['name'], state: 'ACTIVE' });
      if (row['latitude'] === '') expect(geometry).toBeNull();
      else
        expect(geometry).toEqual({
          type: 'Point',
          coordinates: [Number(row['longitude']), Number(row['latitude'])],
        });
    }
    expect(all.some(({ geometry }) => geometry === null)).toBe(true);
    expect(all.find(({ id }) => id === 'actor:ac41')?.properties).toMatchObject({
      located_by: 'ACTOR',
      page: 'https://maillon.example/actors/ac41',
    });
  });

  it('comes compressed, with its type and its rows', async () => {
    const { headers, body } = await raw('actors.geojson?kinds=SIAE', { 'accept-encoding': 'gzip' });
    expect(headers['content-type']).toBe('application/geo+json');
    expect(headers['content-disposition']).toBe('attachment; filename="maillon-actors.geojson"');
    const { features: found } = JSON.parse(gunzipSync(body).toString('utf8')) as { features: Feature[] };
    expect(headers['x-export-rows']).toBe(String(found.length));
    const head = await raw('actors.geojson?kinds=SIAE', {}, 'HEAD');
    expect([head.headers['x-export-rows'], head.body.length]).toEqual([String(found.length), 0]);
  });
});

it('is there for actors alone', async () => {
  for (const path of ['flows.json', 'projects.geojson', 'awards.json'])
    expect((await raw(path)).status).toBe(404);
});

describe('what a partner holds', () => {
  it.each(['json', 'geojson', 'csv', 'ndjson', 'parquet'])(
    'is still current (%s) until anything changes, whatever the order of the parameters',
    async (format) => {
      const path = `actors.${format}`;
      const first = await raw(`${path}?kinds=SIAE&territory=region:93`);
      const etag = first.headers.etag!;
      expect(etag).toMatch(/^"[\w-]{27}"$/);
      const again = await raw(`${path}?territory=region:93&kinds=SIAE`, {
        'if-none-match': `"x", W/${etag}`,
      });
      expect([again.status, again.headers.etag, again.body.length]).toEqual([304, etag, 0]);
      expect((await raw(path, { 'if-none-match': etag })).status).toBe(200);
      await write(`UPDATE project SET title = title || '!' WHERE id = (SELECT min(id) FROM project)`);
      const changed = await raw(`${path}?territory=region:93&kinds=SIAE`, { 'if-none-match': etag });
      expect(changed.status).toBe(200);
      expect(changed.headers.etag).not.toBe(etag);
      expect(Date.parse(changed.headers['last-modified']!)).toBeGreaterThanOrEqual(
        Date.parse(first.headers['last-modified']!),
      );
      // Nothing that the filter keeps has changed, and the bytes tell: an edition is of the whole.
      expect(changed.body).toEqual(first.body);
    },
  );

  it('has a name of its own when compressed', async () => {
    const plain = await raw('actors.csv');
    const gzip = await raw('actors.csv', { 'accept-encoding': 'gzip' });
    expect(gzip.headers.etag).toBe(plain.headers.etag!.replace(/"$/, '-gzip"'));
    expect(gzip.headers.vary).toContain('Accept-Encoding');
    const held = await raw('actors.csv', { 'if-none-match': gzip.headers.etag! });
    expect(held.status).toBe(200);
    const current = await raw('actors.csv', {
      'accept-encoding': 'gzip',
      'if-none-match': gzip.headers.etag!,
    });
    expect([current.status, current.headers.vary]).toEqual([304, 'Accept-Encoding']);
  });

  it('is checked by one row read: nothing is counted or copied', async () => {
    const { headers } = await raw('actors.json');
    db.of('actors').statements.reset();
    expect((await raw('actors.json', { 'if-none-match': headers.etag! }, 'HEAD')).status).toBe(304);
    expect(db.of('actors').statements.labels).toEqual(['exports.edition']);
  });

  it('changes with a transaction, once, however many statements it has', async () => {
    const edition = async () =>
      (
        await db
          .of('actors')
          .dataSource.query<{ edition: string }[]>('SELECT edition::text FROM content_edition')
      )[0]!.edition;
    const before = await edition();
    await db.of('actors').dataSource.transaction(async (manager) => {
      await manager.query(`UPDATE actor SET acronym = 'A' WHERE id = 'actor:ac41'`);
      const within = await manager.query<{ edition: string }[]>('SELECT edition::text FROM content_edition');
      await manager.query(`DELETE FROM actor_network WHERE actor_id = 'actor:ac41'`);
      expect(await manager.query('SELECT edition::text FROM content_edition')).toEqual(within);
      expect(await edition()).toBe(before);
    });
    expect(await edition()).not.toBe(before);
  });
});

describe('changes', () => {
  let since: string;
  beforeAll(async () => {
    since = (await rows())
      .map((row) => row['modified_at']!)
      .sort()
      .at(-1)!;
    await write(
      `UPDATE actor SET closed_on = '2026-10-31', modified_at = '2100-01-01T00:00:00.123456Z' WHERE id = 'actor:ac41'`,
    );
    await write(
      `UPDATE actor SET name = 'Ademe', modified_at = '2100-01-02T00:00:00Z' WHERE id = 'actor:ademe'`,
    );
    await write(`
      WITH merge AS (
        INSERT INTO actor_merge (kept_id, merged_id, undo, merged_at)
        VALUES ('actor:ademe', 'actor:ademe-bis', '{}', '2100-01-03T00:00:00Z') RETURNING id)
      INSERT INTO actor_redirect (old_id, old_slug, actor_id, merge_id)
      SELECT 'actor:ademe-bis', 'ademe-bis', 'actor:ademe', id FROM merge`);
  });

  it('are told since a moment: what was modified, closed, merged', async () => {
    const told = (await rows(`?modifiedAfter=${since}`)).map((row) =>
      ['id', 'state', 'closed_on', 'merged_into', 'modified_at'].map((name) => row[name]),
    );
    expect(told).toEqual([
      ['actor:ac41', 'CLOSED', '2026-10-31', '', '2100-01-01T00:00:00.123Z'],
      ['actor:ademe', 'ACTIVE', '', '', '2100-01-02T00:00:00.000Z'],
      ['actor:ademe-bis', 'MERGED', '', 'actor:ademe', '2100-01-03T00:00:00.000Z'],
    ]);
  });

  it('are none after the last of them', async () => {
    expect(await rows('?modifiedAfter=2100-01-03T00:00:00.000Z')).toEqual([]);
    expect(await rows('?modifiedAfter=2100-01-01T00:00:00.123Z')).toHaveLength(2);
    expect(await rows('?modifiedAfter=2100-01-01T01:00:00.123%2B01:00')).toHaveLength(2);
  });

  it('keep to the filter, but for merges, which have nothing left to filter by', async () => {
    const ids = async (query: string) => (await rows(`?modifiedAfter=${since}&${query}`)).map(({ id }) => id);
    expect(await ids('kinds=PUBLIC_OPERATOR')).toEqual(['actor:ademe', 'actor:ademe-bis']);
    expect(await ids('territory=commune:41018')).toEqual(['actor:ac41', 'actor:ademe-bis']);
    expect(await ids('states=CLOSED')).toEqual(['actor:ac41', 'actor:ademe-bis']);
  });

  it('come in the formats of partners too', async () => {
    expect(await structures(`?modifiedAfter=${since}`)).toMatchObject([
      { id: 'maillon--ac41', _ferme_le: '2026-10-31', date_maj: '2100-01-01' },
      { id: 'maillon--ademe' },
      { id: 'maillon--ademe-bis', nom: 'Ademe', _fusionne_dans: 'maillon--ademe' },
    ]);
    for (const validate of structureValidators())
      for (const structure of await structures(`?modifiedAfter=${since}`))
        expect([validate(structure), validate.errors]).toEqual([true, null]);
    expect(
      (await features(`?modifiedAfter=${since}`)).map(({ id, geometry, properties }) => [
        id,
        geometry === null,
        properties['state'],
      ]),
    ).toEqual([
      ['actor:ac41', false, 'CLOSED'],
      ['actor:ademe', true, 'ACTIVE'],
      ['actor:ademe-bis', true, 'MERGED'],
    ]);
  });

  it('aside, the closed and the merged are not listed unless asked for', async () => {
    const listed = (await rows()).map(({ id }) => id);
    expect(listed).toContain('actor:ademe');
    expect(listed).not.toContain('actor:ac41');
    expect(listed).not.toContain('actor:ademe-bis');
    expect((await rows('?states=CLOSED')).map(({ id }) => id)).toEqual(['actor:ac41']);
  });
});

it.each([
  [
    'modifiedAfter=2026-11-27',
    /^`modifiedAfter`: A moment is a date and time with its zone, such as .* received "2026-11-27"\.\n$/,
  ],
  ['modifiedAfter=', /^`modifiedAfter` has no value/],
  ['modifiedAfter=2026-02-30T00:00:00Z', /^`modifiedAfter`: A moment/],
  [
    'modifiedAfter=2026-01-01T00:00:00Z&modifiedAfter=2026-01-01T00:00:00Z',
    /takes one value and was given 2 times/,
  ],
  ["modifiedAfter=2026-01-01T00:00:00Z'--", /^`modifiedAfter`: A moment/],
  ['states=MERGED', /^`states` is one of ACTIVE, CLOSED; received "MERGED"/],
  ['territory=region:999', /^territory "region:999" is unknown/],
])('refuses %s by name, even to who holds the rest', async (query, told) => {
  const { status, body } = await raw(`actors.json?${query}`, { 'if-none-match': '"x"' });
  expect([status, body.toString('utf8')]).toEqual([400, expect.stringMatching(told)]);
});

it('is for actors alone', async () => {
  expect((await raw('flows.csv?modifiedAfter=2026-01-01T00:00:00Z')).status).toBe(400);
});

it('is the same from subgraphs that run elsewhere, current answers included', async () => {
  const remote = await remoteExportServer(db, PUBLIC_URL);
  try {
    for (const path of ['actors.json', 'actors.geojson?modifiedAfter=2020-01-01T00:00:00Z']) {
      const [near, far] = [await download(address(path)), await download(`${remote.url}/exports/${path}`)];
      expect(await far.text()).toBe(await near.text());
      const told = ['etag', 'last-modified', 'content-type', 'x-export-rows', 'vary'];
      expect(told.map((name) => far.headers.get(name))).toEqual(told.map((name) => near.headers.get(name)));
      const etag = near.headers.get('etag')!;
      const held = await fetch(`${remote.url}/exports/${path}`, { headers: { 'if-none-match': etag } });
      expect([held.status, held.headers.get('etag'), await held.text()]).toEqual([304, etag, '']);
    }
  } finally {
    await remote.close();
  }
});
