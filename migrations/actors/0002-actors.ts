import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Actors, projects and the report's activities. Related rows go with their owner. */
export class Actors1767000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source (
        slug text PRIMARY KEY,
        title text NOT NULL,
        publisher text NOT NULL,
        date date,
        url text,
        licence text
      )`);
    await runner.query(`
      CREATE TABLE actor (
        id text COLLATE "C" PRIMARY KEY,
        slug text NOT NULL CONSTRAINT actor_slug_unique UNIQUE,
        name text NOT NULL,
        acronym text,
        kinds text[] NOT NULL,
        chain_links text[] NOT NULL,
        siren text,
        siret text,
        rna text,
        territory integer REFERENCES territory (key),
        latitude double precision,
        longitude double precision,
        website text,
        sort_name text COLLATE "C" NOT NULL,
        search_name text COLLATE "C" NOT NULL,
        CONSTRAINT actor_location_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
      )`);
    // The default order of every list of actors, and its keyset cursor.
    await runner.query('CREATE INDEX actor_by_name ON actor (sort_name, id)');
    // "Actors seated in a territory": the closure gives descendants, this finds their actors.
    await runner.query('CREATE INDEX actor_by_territory ON actor (territory)');
    // Look-ups by identifier. Not unique: real registers hold doubles, which are listed, not refused.
    await runner.query('CREATE INDEX actor_by_siret ON actor (siret) WHERE siret IS NOT NULL');
    await runner.query('CREATE INDEX actor_by_rna ON actor (rna) WHERE rna IS NOT NULL');
    // Search that forgives typing errors reads names by their trigrams.
    await runner.query('CREATE INDEX actor_by_trigrams ON actor USING gin (search_name gin_trgm_ops)');
    await runner.query(`
      CREATE TABLE actor_status (
        actor_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
        position integer NOT NULL,
        type text NOT NULL,
        siae_kind text,
        territory integer REFERENCES territory (key),
        level integer,
        since date,
        until date,
        PRIMARY KEY (actor_id, position),
        CONSTRAINT siae_kind_with_agreement CHECK ((type = 'SIAE_AGREEMENT') = (siae_kind IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE actor_network (
        actor_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
        network_id text COLLATE "C" NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
        PRIMARY KEY (actor_id, network_id)
      )`);
    // Members of a network are read from the other side.
    await runner.query('CREATE INDEX actor_network_by_network ON actor_network (network_id, actor_id)');
    await runner.query(sourceLink('actor'));
    await runner.query(`
      CREATE TABLE chain_activity (
        code text PRIMARY KEY,
        name text NOT NULL,
        chain_link text NOT NULL,
        circuit text NOT NULL,
        position integer NOT NULL,
        locator text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE project (
        id text COLLATE "C" PRIMARY KEY,
        slug text NOT NULL CONSTRAINT project_slug_unique UNIQUE,
        title text NOT NULL,
        summary text NOT NULL,
        status text NOT NULL,
        chain_links text[] NOT NULL,
        circuit text,
        audience text[] NOT NULL,
        objectives text[] NOT NULL,
        support text[] NOT NULL,
        difficulties text[] NOT NULL,
        lessons text[] NOT NULL,
        links text[] NOT NULL,
        sort_title text COLLATE "C" NOT NULL,
        search_text text COLLATE "C" NOT NULL
      )`);
    await runner.query('CREATE INDEX project_by_title ON project (sort_title, id)');
    await runner.query(`
      CREATE TABLE project_activity (
        project_id text COLLATE "C" NOT NULL REFERENCES project (id) ON DELETE CASCADE,
        activity text NOT NULL REFERENCES chain_activity (code),
        PRIMARY KEY (project_id, activity)
      )`);
    await runner.query(`
      CREATE TABLE project_territory (
        project_id text COLLATE "C" NOT NULL REFERENCES project (id) ON DELETE CASCADE,
        territory integer NOT NULL REFERENCES territory (key),
        position integer NOT NULL,
        PRIMARY KEY (project_id, territory)
      )`);
    await runner.query('CREATE INDEX project_territory_by_territory ON project_territory (territory)');
    await runner.query(`
      CREATE TABLE project_actor (
        project_id text COLLATE "C" NOT NULL REFERENCES project (id) ON DELETE CASCADE,
        actor_id text COLLATE "C" NOT NULL REFERENCES actor (id),
        role text NOT NULL CHECK (role IN ('CARRIER', 'PARTNER')),
        position integer NOT NULL,
        PRIMARY KEY (project_id, role, actor_id)
      )`);
    // "Projects of an actor" and the carrier filter.
    await runner.query('CREATE INDEX project_actor_by_actor ON project_actor (actor_id)');
    await runner.query(sourceLink('project'));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'project_source',
      'project_actor',
      'project_territory',
      'project_activity',
      'project',
      'chain_activity',
      'actor_source',
      'actor_network',
      'actor_status',
      'actor',
      'source',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

function sourceLink(owner: 'actor' | 'project'): string {
  return `
    CREATE TABLE ${owner}_source (
      ${owner}_id text COLLATE "C" NOT NULL REFERENCES ${owner} (id) ON DELETE CASCADE,
      source text NOT NULL REFERENCES source (slug),
      locator text NOT NULL DEFAULT '',
      PRIMARY KEY (${owner}_id, source, locator)
    )`;
}
