import { refreshSearchDocuments } from '../../../subgraphs/actors/writes/search-documents';
import { openWithMadeActors } from './made-actors';
import type { ActorsHarness, Asked } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await openWithMadeActors();
});

afterAll(() => harness.db.close());

const ask = (source: string, variables?: Record<string, unknown>): Promise<Asked> =>
  harness.ask(source, variables);

describe('suggestions', () => {
  const suggest = async (
    text: string,
    territory?: string,
  ): Promise<{ kind: string; id: string; label: string; detail: string | null }[]> => {
    const { data, errors } = await ask(
      'query ($text: String!, $territory: ID) { suggest(text: $text, territory: $territory) { kind id label detail } }',
      { text, territory },
    );
    expect(errors).toEqual([]);
    expect(data.suggest.length).toBeLessThanOrEqual(10);
    return data.suggest;
  };

  test('a commune, a territory by its beginning, an actor, a project', async () => {
    expect((await suggest('blois'))[0]).toEqual({
      kind: 'TERRITORY',
      id: 'commune:41018',
      label: 'Blois',
      detail: 'Commune, Loir-et-Cher',
    });
    expect((await suggest('les jardins de l’ét')).map(({ id }) => id)).toContain('actor:jardins-test');
    const { data } = await ask('{ projects(first: 1) { nodes { id title } } }');
    const [project] = data.projects.nodes;
    expect(await suggest(project.title)).toContainEqual(
      expect.objectContaining({ kind: 'PROJECT', id: project.id }),
    );
  });

  test('a whole name goes before a dozen that begin with it, which leave no room for other words', async () => {
    const slugs = Array.from({ length: 12 }, (_, at) => `azimut-${at}`);
    const made = [
      ...slugs.map((slug) => [slug, `Azimut ${slug}`, null]),
      ['nord-test', 'Boussole', 'Azimut'],
    ];
    await harness.db.dataSource.transaction(async (manager) => {
      for (const [slug, name, acronym] of [...made, ['plein-test', 'Plein Azimut', null]]) {
        await manager.query(
          `INSERT INTO actor (id, slug, name, acronym, kinds, chain_links, sort_name, search_name)
           VALUES ('actor:' || $1, $1, $2, $3, '{ASSOCIATION}', '{}', lower($2), lower($2))`,
          [slug, name, acronym],
        );
      }
      await refreshSearchDocuments(manager);
    });
    const ids = (await suggest('azimut')).map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(ids[0]).toBe('actor:nord-test');
    expect(ids).not.toContain('actor:plein-test');
    // Where one name begins with the text, its words are looked for too.
    expect((await suggest('plein az')).map(({ id }) => id)).toContain('actor:plein-test');
    expect((await suggest('azimut azimut-1')).map(({ id }) => id)).toContain('actor:azimut-11');
  });

  test('errors are forgiven, closed actors are left out, a territory narrows', async () => {
    expect((await suggest('grenoulliere')).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['actor:ferme-test']),
    );
    expect((await suggest('grenouillere')).map(({ id }) => id)).not.toContain('actor:fermee-test');
    expect((await suggest('zetetique', 'departement:41')).map(({ id }) => id)).not.toContain(
      'actor:place-test',
    );
    expect(await suggest('   ')).toEqual([]);
    expect(await suggest('’')).toEqual([]);
  });
});
