import type { MigrationInterface, QueryRunner } from 'typeorm';

const SOURCES = `
  CREATE TABLE source (
    slug text COLLATE "C" PRIMARY KEY,
    title text NOT NULL,
    publisher text NOT NULL,
    date date,
    url text,
    licence text
  )`;

const PRODUCT = `
  CREATE TABLE product (
    code text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    family text NOT NULL CONSTRAINT product_family_known CHECK (family IN
      ('FRUIT_VEGETABLES', 'DAIRY', 'FISH', 'MEAT', 'BAKERY', 'GROCERY', 'DRINKS', 'PREPARED_MEALS', 'MIXED')),
    -- Who brought the product in: a later load of that source may take it away again.
    source text COLLATE "C" NOT NULL REFERENCES source
  )`;

/**
 * provider, receiver and project are global ids of the actors subgraph: no foreign key crosses a schema.
 * Ids and codes collate as bytes: cursors then hold under any locale of the server.
 * quantity has no fixed scale, so that a figure is served with the digits of its source.
 */
const FLOW = `
  CREATE TABLE flow (
    id text COLLATE "C" PRIMARY KEY,
    stage text NOT NULL CONSTRAINT flow_stage_known
      CHECK (stage IN ('PRODUCED', 'COLLECTED', 'TRANSFORMED', 'DISTRIBUTED')),
    nature text NOT NULL CONSTRAINT flow_nature_known CHECK (nature IN ('ACTUAL', 'PLANNED')),
    product text COLLATE "C" NOT NULL REFERENCES product,
    quantity numeric NOT NULL CONSTRAINT flow_quantity_in_range
      CHECK (quantity >= 0 AND quantity < 1e12 AND scale(quantity) <= 6),
    unit text NOT NULL CONSTRAINT flow_unit_known
      CHECK (unit IN ('TONNE', 'KILOGRAM', 'LITRE', 'MEAL', 'BASKET', 'PIECE')),
    -- Computed by the writer (rules/conversion.ts), to the gram; null where no honest factor exists.
    tonnes numeric(18, 6),
    factor numeric(12, 9) CONSTRAINT flow_factor_positive CHECK (factor > 0),
    factor_source text COLLATE "C" REFERENCES source,
    period_start date NOT NULL,
    period_end date NOT NULL,
    provider text COLLATE "C",
    receiver text COLLATE "C",
    origin integer REFERENCES territory (key),
    destination integer REFERENCES territory (key),
    -- Rule of attribution (rules/attribution.ts): where it was produced, else where it arrived, else the other end.
    attributed integer GENERATED ALWAYS AS (
      CASE WHEN stage = 'PRODUCED' THEN COALESCE(origin, destination) ELSE COALESCE(destination, origin) END
    ) STORED,
    supply_mode text CONSTRAINT flow_supply_mode_known CHECK (supply_mode IN ('OWN_PRODUCTION', 'DONATION',
      'SURPLUS', 'GLEANING', 'PURCHASE', 'GROUP_PURCHASE', 'PUBLIC_PROCUREMENT')),
    circuit text CONSTRAINT flow_circuit_known CHECK (circuit IN ('LOCAL_SOLIDARITY', 'MIXED', 'LONG')),
    organic boolean,
    project text COLLATE "C",
    confidence text NOT NULL CONSTRAINT flow_confidence_known
      CHECK (confidence IN ('MEASURED', 'REPORTED', 'ESTIMATED')),
    CONSTRAINT flow_period_in_order CHECK (period_end >= period_start),
    CONSTRAINT flow_period_in_range CHECK (period_start >= '1900-01-01' AND period_end <= '2100-12-31'),
    CONSTRAINT flow_tonnes_have_factor CHECK ((tonnes IS NULL) = (factor IS NULL)),
    CONSTRAINT flow_factor_has_source
      CHECK (factor IS NULL OR (unit = 'TONNE') = (factor_source IS NULL))
  )`;

/** Each flow spread over its calendar months (rules/spread.ts): sums over time never divide. */
const FLOW_MONTH = `
  CREATE TABLE flow_month (
    flow_id text COLLATE "C" NOT NULL REFERENCES flow ON DELETE CASCADE,
    month date NOT NULL CONSTRAINT flow_month_first CHECK (EXTRACT(day FROM month) = 1),
    first_day date NOT NULL,
    days smallint NOT NULL CONSTRAINT flow_month_days CHECK (days BETWEEN 1 AND 31),
    -- Grams where the flow converts to tonnes, else 10^-6 of its unit: exactly one of the two.
    grams bigint,
    amount bigint,
    PRIMARY KEY (flow_id, month),
    CONSTRAINT flow_month_one_measure CHECK (num_nonnulls(grams, amount) = 1)
  )`;

const FLOW_SOURCE = `
  CREATE TABLE flow_source (
    flow_id text COLLATE "C" NOT NULL REFERENCES flow ON DELETE CASCADE,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL DEFAULT '',
    PRIMARY KEY (flow_id, source, locator)
  )`;

const INDICATOR = `
  CREATE TABLE indicator (
    code text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    unit text NOT NULL,
    definition text NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source
  )`;

const MEASURE = `
  CREATE TABLE measure (
    id text COLLATE "C" PRIMARY KEY,
    project text COLLATE "C" NOT NULL,
    indicator text COLLATE "C" NOT NULL REFERENCES indicator,
    value numeric NOT NULL,
    -- As the source states it; the indicator's own unit may be wider.
    unit text NOT NULL,
    nature text NOT NULL CONSTRAINT measure_nature_known CHECK (nature IN ('ACTUAL', 'PLANNED')),
    period_start date,
    period_end date,
    confidence text NOT NULL CONSTRAINT measure_confidence_known
      CHECK (confidence IN ('MEASURED', 'REPORTED', 'ESTIMATED')),
    -- The narrowest territory that holds all the project's territories; set by the writer.
    territory integer REFERENCES territory (key),
    CONSTRAINT measure_period_in_order CHECK (period_end >= period_start)
  )`;

const MEASURE_SOURCE = `
  CREATE TABLE measure_source (
    measure_id text COLLATE "C" NOT NULL REFERENCES measure ON DELETE CASCADE,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL DEFAULT '',
    PRIMARY KEY (measure_id, source, locator)
  )`;

/** Where a project acts, as its source says: what the territory of its measures is computed from. */
const PROJECT_TERRITORY = `
  CREATE TABLE project_territory (
    project text COLLATE "C" NOT NULL,
    territory integer NOT NULL REFERENCES territory (key),
    source text COLLATE "C" NOT NULL REFERENCES source,
    PRIMARY KEY (project, territory)
  )`;

const INDEXES = [
  // The order of every list of flows: a page reads its rows from here and stops.
  'CREATE INDEX flow_by_period ON flow (period_start DESC, id)',
  // Sums and lists of a territory join its closure with this; the order serves the small ones.
  'CREATE INDEX flow_by_attributed ON flow (attributed, period_start DESC, id)',
  // Outflow of a balance and the filters on one end; most flows know a single end.
  'CREATE INDEX flow_by_origin ON flow (origin) WHERE origin IS NOT NULL',
  'CREATE INDEX flow_by_destination ON flow (destination) WHERE destination IS NOT NULL',
  // Flows of an actor, of a project: in the order of the list, so that fifty actors read fifty short ranges.
  'CREATE INDEX flow_by_provider ON flow (provider, period_start DESC, id) WHERE provider IS NOT NULL',
  'CREATE INDEX flow_by_receiver ON flow (receiver, period_start DESC, id) WHERE receiver IS NOT NULL',
  'CREATE INDEX flow_by_project ON flow (project, period_start DESC, id) WHERE project IS NOT NULL',
  // Filters on a product, and the foreign key's own check.
  'CREATE INDEX flow_by_product ON flow (product)',
  // Sums of a year over the whole country read the months alone, without touching the table.
  'CREATE INDEX flow_month_by_month ON flow_month (month) INCLUDE (flow_id, grams, amount)',
  // Taking a source away asks which rows still rest on it.
  'CREATE INDEX flow_source_by_source ON flow_source (source)',
  'CREATE INDEX measure_source_by_source ON measure_source (source)',
  // The order of every list of measures, its null period last.
  `CREATE INDEX measure_in_order ON measure (indicator, COALESCE(period_start, 'infinity'), id)`,
  'CREATE INDEX measure_by_project ON measure (project)',
  'CREATE INDEX measure_by_territory ON measure (territory) WHERE territory IS NOT NULL',
];

/** Flows, their months and sources; impact measures, their indicators and sources. */
export class Flows1767000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [
      SOURCES,
      PRODUCT,
      FLOW,
      FLOW_MONTH,
      FLOW_SOURCE,
      INDICATOR,
      MEASURE,
      MEASURE_SOURCE,
      PROJECT_TERRITORY,
    ]) {
      await runner.query(table);
    }
    for (const index of INDEXES) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE project_territory, measure_source, measure, indicator, flow_source, flow_month, flow, product, source`);
  }
}
