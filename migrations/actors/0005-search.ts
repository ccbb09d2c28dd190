import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What actors are found by, made from several tables and hence kept apart from `actor`: writers of actors need not know
 * of it, and a change of a name does not rewrite a row of identifiers. Filled by writes/search-documents.ts.
 */
const ACTOR_SEARCH = `
  CREATE TABLE actor_search (
    actor_id text COLLATE "C" PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    -- Whole texts that name it: each name, the acronym.
    keys text[] NOT NULL,
    -- Words of its names, a space around each; then all words it is found by, the same way.
    title text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    words tsvector NOT NULL
      GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(text, ' '), ''))) STORED,
    -- Its own coordinates, else those of the commune of its seat.
    latitude double precision,
    longitude double precision,
    -- A hundredth of a degree of latitude, some 1.1 km: circles are read slice by slice.
    band smallint GENERATED ALWAYS AS (floor(latitude * 100)) STORED,
    CONSTRAINT actor_search_place_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
  )`;

/** Every word of the documents, once: what a mistyped word may have meant. */
const SEARCH_WORD = 'CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY)';

const INDEXES = [
  // Words and their beginnings: one descent each, whatever the number of actors. Documents are written in batches, which a
  // pending list takes in half the time; the writer empties it, since each search would have to read through it.
  'CREATE INDEX actor_search_by_words ON actor_search USING gin (words)',
  // Names that begin with what is being typed; the beginning alone, since some sources give long names.
  'CREATE INDEX actor_search_by_title ON actor_search (left(title, 60))',
  // Circles, rings and the nearest: slices of latitude, in each a stretch of longitude. Neither cube nor earthdistance:
  // the latter is no trusted extension, and neither skips what earlier pages showed.
  'CREATE INDEX actor_search_by_place ON actor_search (band, longitude) INCLUDE (latitude, actor_id)',
  // A word that nothing begins with and that is no single letter away from any: its nearest by trigrams.
  'CREATE INDEX search_word_by_trigrams ON search_word USING gin (word gin_trgm_ops)',
  // "Projects with this activity", to the actors on them.
  'CREATE INDEX project_activity_by_activity ON project_activity (activity, project_id)',
  // "Whose PAT is this": recognitions by their area.
  'CREATE INDEX actor_status_by_territory ON actor_status (territory) WHERE territory IS NOT NULL',
];

/** Search documents, for the actors there are: their words until they are next refreshed. */
const FILL = [
  `INSERT INTO actor_search (actor_id, keys, title, text, latitude, longitude)
   SELECT a.id, ARRAY[a.sort_name], ' ' || a.search_name || ' ', ' ' || a.search_name || ' ',
          CASE WHEN a.latitude IS NOT NULL THEN a.latitude WHEN t.level = 'COMMUNE' THEN t.latitude END,
          CASE WHEN a.latitude IS NOT NULL THEN a.longitude WHEN t.level = 'COMMUNE' THEN t.longitude END
     FROM actor a LEFT JOIN territory t ON t.key = a.territory`,
  `INSERT INTO search_word SELECT DISTINCT unnest(tsvector_to_array(words)) FROM actor_search`,
];

/** How actors are found: by words, near a place, by what they do. */
export class Search1767000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [ACTOR_SEARCH, SEARCH_WORD, ...INDEXES, ...FILL]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['actor_status_by_territory', 'project_activity_by_activity']) {
      await runner.query(`DROP INDEX ${index}`);
    }
    for (const table of ['search_word', 'actor_search']) await runner.query(`DROP TABLE ${table}`);
  }
}
