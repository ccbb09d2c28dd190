import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids compare byte by byte (COLLATE "C"): cursors and orders are then the same on every server and locale.
 * Ids of actors, projects and territories come from elsewhere: no foreign key crosses a schema.
 */
const TABLES = [
  `CREATE TABLE source (
    slug text COLLATE "C" PRIMARY KEY,
    title text NOT NULL,
    publisher text NOT NULL,
    date date,
    url text,
    licence text
  )`,
  `CREATE TABLE funding_scheme (
    id text COLLATE "C" PRIMARY KEY,
    rank integer NOT NULL,
    name text NOT NULL,
    operator text COLLATE "C",
    description text NOT NULL,
    expenses text[] NOT NULL DEFAULT '{}',
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL
  )`,
  // `cited` repeats the slugs of award_source, separated by spaces: sums name their sources without a join that
  // would count an award once a source.
  // The generated columns hold the two rules on time: what an award sorts by, and the one year it belongs to.
  `CREATE TABLE award (
    id text COLLATE "C" PRIMARY KEY,
    funder text COLLATE "C",
    funder_category text NOT NULL,
    recipient text COLLATE "C",
    project text COLLATE "C",
    scheme text COLLATE "C" REFERENCES funding_scheme,
    instrument text NOT NULL,
    nature text NOT NULL CHECK (nature IN ('ACTUAL', 'PLANNED')),
    amount numeric(14,2) CHECK (amount >= 0),
    share numeric(9,8) CHECK (share BETWEEN 0 AND 1),
    date date,
    period_start date,
    period_end date,
    expenses text[] NOT NULL DEFAULT '{}',
    territory integer REFERENCES territory (key),
    cited text COLLATE "C" NOT NULL,
    awarded_on date NOT NULL GENERATED ALWAYS AS (COALESCE(date, period_start, '-infinity'::date)) STORED,
    year integer GENERATED ALWAYS AS (EXTRACT(YEAR FROM COALESCE(date, period_start))::integer) STORED,
    CHECK (period_end >= period_start)
  )`,
  `CREATE TABLE award_source (
    award text COLLATE "C" NOT NULL REFERENCES award ON DELETE CASCADE,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL DEFAULT '',
    PRIMARY KEY (award, source, locator)
  )`,
  `CREATE TABLE resource_line (
    project text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    rank integer NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    share numeric(9,8) CHECK (share BETWEEN 0 AND 1),
    amount numeric(14,2) CHECK (amount >= 0),
    funder text COLLATE "C",
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL,
    PRIMARY KEY (project, key)
  )`,
  // Copies of what the actors subgraph knows of the parties, as far as the financing rules need it.
  `CREATE TABLE project_party (
    project text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    carrier boolean NOT NULL,
    lucrative boolean NOT NULL,
    aci boolean NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source,
    PRIMARY KEY (project, actor)
  )`,
  `CREATE TABLE project_fact (
    project text COLLATE "C" NOT NULL,
    fact text NOT NULL CHECK (fact IN ('SINGLE_FUNDER', 'UNSECURED_FUNDING')),
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL,
    PRIMARY KEY (project, fact)
  )`,
  `CREATE TABLE useful_effect (
    code text COLLATE "C" PRIMARY KEY,
    rank integer NOT NULL,
    name text NOT NULL,
    funders text[] NOT NULL,
    schemes text[] NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL
  )`,
  `CREATE TABLE project_useful_effect (
    project text COLLATE "C" NOT NULL,
    effect text COLLATE "C" NOT NULL REFERENCES useful_effect ON DELETE CASCADE,
    source text COLLATE "C" NOT NULL REFERENCES source,
    PRIMARY KEY (project, effect)
  )`,
  `CREATE TABLE financing_rule (
    code text COLLATE "C" PRIMARY KEY,
    rank integer NOT NULL,
    message text NOT NULL,
    threshold numeric(9,8),
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL
  )`,
  `CREATE TABLE fund_criterion (
    code text COLLATE "C" NOT NULL,
    framework text NOT NULL,
    rank integer NOT NULL,
    objective text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL,
    PRIMARY KEY (framework, code)
  )`,
  `CREATE TABLE eligible_expense (
    code text COLLATE "C" PRIMARY KEY,
    rank integer NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    examples text[] NOT NULL,
    consensus boolean NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL
  )`,
  `CREATE TABLE funding_vehicle (
    code text COLLATE "C" PRIMARY KEY,
    rank integer NOT NULL,
    action_type text NOT NULL,
    scale text NOT NULL,
    vehicle text NOT NULL,
    examples text[] NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL
  )`,
  `CREATE TABLE policy_recommendation (
    theme integer NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    priority integer NOT NULL,
    authority text NOT NULL,
    deadline text NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source,
    locator text NOT NULL,
    PRIMARY KEY (theme, number)
  )`,
];

const INDEXES = [
  // The order of every list of awards: a page is an index range, whatever the number of awards.
  'CREATE INDEX award_order ON award (awarded_on DESC, id)',
  // Pages of one funder or one recipient: the same order inside each of them.
  'CREATE INDEX award_funder ON award (funder, awarded_on DESC, id)',
  'CREATE INDEX award_recipient ON award (recipient, awarded_on DESC, id)',
  // All awards of a batch of projects.
  'CREATE INDEX award_project ON award (project, awarded_on DESC, id)',
  // Sums of a territory reach awards by the keys of its descendants.
  'CREATE INDEX award_territory ON award (territory)',
  // The foreign key: a scheme that goes away is looked for here, and filters name it.
  'CREATE INDEX award_scheme ON award (scheme)',
];

/** What the financing subgraph owns beside the territories. */
export class Financing1767000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE policy_recommendation, funding_vehicle, eligible_expense, fund_criterion,
      financing_rule, project_useful_effect, useful_effect, project_fact, project_party, resource_line,
      award_source, award, funding_scheme, source`);
  }
}
