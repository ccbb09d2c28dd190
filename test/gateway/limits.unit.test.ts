import fc from 'fast-check';
import { Kind, buildSchema, parse, type DocumentNode } from 'graphql';
import { DEFAULT_LIMITS, parseWithin, refusedForCost, type Limits } from '../../gateway/limits';
import { AGGREGATE_COST, UNPAGED_LIST_SIZE, costOf } from '../../gateway/limits/cost';

const schema = buildSchema(`
  type Query {
    territory: Territory
    actor: Actor
    actors(first: Int = 20): ActorConnection!
    flowTotals(groupBy: [Dimension!]! = []): [Total!]!
    flow: Flow
    actorFacets: ActorFacets!
  }
  type ActorFacets { total: Int! kinds: [Total!]! departements: [SeatCount!]! }
  type SeatCount { count: Int! territory: Territory }
  type Territory { name: String ancestors: [Territory!]! children(first: Int = 100): ActorConnection! flowBalance: Total! coverage: Coverage! flowSeries(stage: Dimension, from: Int!, to: Int!): [Total!]!
    flowDiagram: FlowDiagram! flowMatrix(first: Int = 100): FlowMatrix! topActors(first: Int = 10): TopActors! }
  enum Dimension { STAGE YEAR REGION PROVIDER }
  type Total { tonnes: Float provider: Actor }
  type Coverage { communes: Int! whiteZones(first: Int = 20): ActorConnection! }
  union Status = Pat | Label
  type Pat { level: Int territory: Territory }
  type Label { since: String }
  type Actor { name: String flowTotals(groupBy: [Dimension!]! = []): [Total!]! kinds: [String!]! statuses: [Status!]! members(first: Int = 20): ActorConnection! }
  type ActorConnection { edges: [ActorEdge!]! nodes: [Actor!]! pageInfo: PageInfo! totalCount: Int! }
  type ActorEdge { node: Actor! }
  type PageInfo { hasNextPage: Boolean! }
  type Flow { tonnes: Float provider: Actor trace(first: Int = 200): FlowTrace! }
  type FlowTrace { nodes: [FlowTraceNode!]! links: [FlowTraceLink!]! truncated: Boolean! }
  type FlowDiagram { nodes: [Total!]! links: [Total!]! unconverted: [Total!]! }
  type FlowMatrix { cells: [Total!]! others: Total! }
  type TopActors { nodes: [Total!]! others: Total! }
  type FlowTraceNode { depth: Int! flow: Flow! }
  type FlowTraceLink { batch: String! }
`);

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the operation must come first');
  return costOf(schema, document, operation, variables);
}

describe('cost', () => {
  it.each<[string, string, number]>([
    ['an object, its values free', '{ actor { name kinds } }', 1],
    ['a page by its default', '{ actors { nodes { name } } }', 1 + 20],
    ['a page by `first`', '{ actors(first: 3) { nodes { name } } }', 1 + 3],
    ['edges with their nodes', '{ actors(first: 3) { edges { node { name } } } }', 1 + 3 * 2],
    [
      'nodes and edges both',
      '{ actors(first: 3) { nodes { name } edges { cursor: __typename } } }',
      1 + 3 + 3,
    ],
    ['the page position once', '{ actors(first: 3) { pageInfo { hasNextPage } totalCount } }', 1 + 1],
    [
      'pages in pages',
      '{ actors(first: 50) { nodes { members(first: 5) { nodes { name } } } } }',
      1 + 50 * (1 + 1 + 5),
    ],
    ['a list without pages', '{ territory { ancestors { name } } }', 1 + UNPAGED_LIST_SIZE],
    ['sums', '{ territory { flowBalance { tonnes } } }', 1 + AGGREGATE_COST],
    ['one row of sums', '{ flowTotals { tonnes } }', AGGREGATE_COST + 1],
    [
      'rows of sums by their dimensions, each once',
      '{ flowTotals(groupBy: [STAGE, REGION, STAGE]) { tonnes } }',
      AGGREGATE_COST + 4 * 20,
    ],
    [
      'as many rows of sums as a page may show',
      '{ flowTotals(groupBy: [PROVIDER, REGION, YEAR]) { provider { members(first: 5) { nodes { name } } } } }',
      AGGREGATE_COST + 1000 * (1 + 1 + 1 + 5),
    ],
    [
      'a point a year and stage',
      '{ territory { flowSeries(from: 2019, to: 2022) { tonnes } one: flowSeries(stage: STAGE, from: 2022, to: 2022) { tonnes } } }',
      1 + AGGREGATE_COST + 4 * 4 + AGGREGATE_COST + 1,
    ],
    [
      'a range out of order as a year',
      '{ territory { flowSeries(from: 2022, to: -2147483648) { tonnes } } }',
      1 + AGGREGATE_COST + 4,
    ],
    ['a trace by its default', '{ flow { trace { nodes { depth } } } }', 1 + AGGREGATE_COST + 200],
    [
      'a trace by `first`, past the size of a page, five links a flow',
      '{ flow { trace(first: 400) { nodes { flow { provider { name } } } links { batch } truncated } } }',
      1 + AGGREGATE_COST + 400 * 3 + 5 * 400,
    ],
    ['a trace out of range', '{ flow { trace(first: 5000) { nodes { depth } } } }', 1 + AGGREGATE_COST + 500],
    [
      'a diagram by the most that it can hold',
      '{ territory { flowDiagram { nodes { tonnes } links { tonnes } unconverted { tonnes } } } }',
      1 + AGGREGATE_COST + 14 + 32 + UNPAGED_LIST_SIZE,
    ],
    [
      'a matrix by `first`, past the size of a page, and what is beyond it once',
      '{ territory { flowMatrix(first: 400) { cells { provider { name } } others { tonnes } } } }',
      1 + AGGREGATE_COST + 400 * 2 + 1,
    ],
    [
      'a matrix out of range',
      '{ territory { flowMatrix(first: 9999) { cells { tonnes } } } }',
      1 + AGGREGATE_COST + 500,
    ],
    [
      'a ranking by its default',
      '{ territory { topActors { nodes { provider { name } } } } }',
      1 + AGGREGATE_COST + 10 * 2,
    ],
    [
      'rows of sums of an actor by their dimensions',
      '{ actors(first: 3) { nodes { flowTotals(groupBy: [STAGE]) { tonnes } } } }',
      1 + 3 * (1 + AGGREGATE_COST + 4),
    ],
    ['unions', '{ actor { statuses { ... on Pat { territory { name } } } } }', 1 + UNPAGED_LIST_SIZE * 2],
    ['null as the default', '{ actors(first: null) { nodes { name } } }', 1 + 20],
    ['aliases each', '{ a: actor { name } b: actor { name } }', 2],
    ['introspection nothing', '{ __schema { types { fields { type { name } } } } }', 0],
    [
      'out of range as the nearest page',
      '{ a: actors(first: 100000) { nodes { name } } b: actors(first: -1) { nodes { name } } }',
      101 + 2,
    ],
    ['counts of actors at 50', '{ actorFacets { total } }', 50],
    [
      'counts by département as a list of 110',
      '{ actorFacets { departements { count territory { name } } } }',
      50 + AGGREGATE_COST + 110 * 2,
    ],
    [
      'a coverage at 100, and its white zones by the page',
      '{ territory { coverage { communes whiteZones(first: 30) { nodes { name } } } } }',
      1 + 100 + 1 + 30,
    ],
  ])('counts %s', (_what, query, expected) => expect(cost(query)).toBe(expected));

  it('reads variables', () => {
    const query = 'query ($n: Int) { actors(first: $n) { nodes { name } } }';
    expect(cost(query, { n: 7 })).toBe(8);
    expect(cost(query)).toBe(21);
  });

  it('reads dimensions in variables, none when they are left out', () => {
    const query = 'query ($by: [Dimension!] = [STAGE]) { flowTotals(groupBy: $by) { tonnes } }';
    expect(cost(query, { by: ['STAGE', 'YEAR'] })).toBe(AGGREGATE_COST + 4 * 10);
    expect(cost('query ($by: [Dimension!]) { flowTotals(groupBy: $by) { tonnes } }')).toBe(
      AGGREGATE_COST + 1,
    );
  });

  it('counts a fragment at each use, with the page it stands in', () => {
    const fragments = 'fragment Page on ActorConnection { nodes { ...One } } fragment One on Actor { name }';
    expect(cost(`{ a: actors(first: 2) { ...Page } b: actors(first: 5) { ...Page } } ${fragments}`)).toBe(
      3 + 6,
    );
  });

  it('leaves out what @skip and @include leave out', () => {
    const query =
      'query ($on: Boolean!) { a: actor @include(if: $on) { name } b: actor @skip(if: $on) { name } }';
    expect(cost(query, { on: true })).toBe(1);
    expect(cost('{ ... @skip(if: true) { actor { name } } }')).toBe(0);
  });

  it('ends on fragments that spread themselves', () => {
    const cycle =
      'fragment A on Actor { members { nodes { ...B } } } fragment B on Actor { members { nodes { ...A } } }';
    expect(Number.isFinite(cost(`{ actor { ...A } } ${cycle}`))).toBe(true);
  });

  it('stays cheap to compute when fragments double at each level', () => {
    const levels = Array.from(
      { length: 40 },
      (_, n) =>
        `fragment F${n} on Actor { a: members(first: 1) { nodes { ...F${n + 1} } } b: members(first: 1) { nodes { ...F${n + 1} } } }`,
    );
    expect(cost(`{ actor { ...F0 } } ${levels.join(' ')} fragment F40 on Actor { name }`)).toBeGreaterThan(
      2 ** 40,
    );
  });
});

/** Selections on Actor, as trees: how many members to ask at each level. */
interface Tree {
  first: number;
  below: Tree[];
}
const treeOf = (levels: number): fc.Arbitrary<Tree> =>
  fc.record({
    first: fc.integer({ min: 1, max: 100 }),
    below: levels === 0 ? fc.constant([]) : fc.array(treeOf(levels - 1), { maxLength: 3 }),
  });
const tree = treeOf(3);
const written = ({ first, below }: Tree, index = 0): string =>
  `m${index}: members(first: ${first}) { nodes { name ${below.map(written).join(' ')} } }`;
const counted = ({ first, below }: Tree): number =>
  1 + first * (1 + below.reduce((sum, each) => sum + counted(each), 0));

describe('cost, for any tree of pages', () => {
  it('is the number of objects of the fullest answer', () => {
    fc.assert(
      fc.property(tree, (node) => expect(cost(`{ actor { ${written(node)} } }`)).toBe(1 + counted(node))),
    );
  });

  it('never falls when a page grows or a selection is added', () => {
    fc.assert(
      fc.property(tree, tree, ({ first, below }, added) => {
        const base = cost(`{ actor { ${written({ first, below })} } }`);
        const larger = { first: Math.min(100, first + 1), below: [...below, added] };
        expect(cost(`{ actor { ${written(larger)} } }`)).toBeGreaterThanOrEqual(base);
      }),
    );
  });

  it('is the same written with fragments', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const spread = `{ actor { ...F } } fragment F on Actor { ${written(node)} }`;
        expect(cost(spread)).toBe(cost(`{ actor { ${written(node)} } }`));
      }),
    );
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('refusals', () => {
  const limits: Limits = {
    ...DEFAULT_LIMITS,
    tokens: 50,
    depth: 3,
    aliases: 2,
    rootFields: 3,
    fields: 8,
    cost: 100,
  };

  it.each<[string, string, Record<string, unknown>]>([
    ['tokens', `{ ${'x '.repeat(60)} }`, { limit: 'tokens', maximum: 50 }],
    ['depth', '{ a { b { c { d } } } }', { limit: 'depth', value: 4, maximum: 3 }],
    ['aliases', '{ a: x b: x c: x }', { limit: 'aliases', value: 3, maximum: 2 }],
    ['rootFields', '{ x x x x }', { limit: 'rootFields', value: 4, maximum: 3 }],
    ['fields', '{ x { a b c d e f g h } }', { limit: 'fields', value: 9, maximum: 8 }],
  ])('names the limit on %s, the value and the maximum', (_limit, query, extensions) => {
    expect(thrownBy(() => parseWithin(limits, query))).toMatchObject({
      extensions: { code: 'OPERATION_TOO_LARGE', ...extensions },
    });
  });

  it('leaves syntax errors as they are', () => {
    expect(() => parseWithin(limits, '{')).toThrow('Syntax Error: Expected Name, found <EOF>.');
  });

  const refused = (document: DocumentNode, variables?: Record<string, unknown>, operationName?: string) =>
    refusedForCost(limits, schema, { document, variables, operationName });

  it('refuses by cost, with the cost and the remedy', () => {
    const document = parse(
      'query Many($n: Int = 100) { actors(first: $n) { nodes { name } } } query One { actor { name } }',
    );
    expect(refused(document, {}, 'Many')).toMatchObject({
      message:
        'The operation is too large: cost is 101, the maximum is 100. Lower `first`, select fewer nested lists, or page with `after`.',
      extensions: { code: 'OPERATION_TOO_LARGE', limit: 'cost', cost: 101, maximum: 100 },
    });
    expect(refused(document, { n: 99 }, 'Many')).toBeUndefined();
    expect(refused(document, {}, 'One')).toBeUndefined();
  });

  it('leaves bad variables and a missing operation to execution', () => {
    const document = parse('query ($n: Int!) { actors(first: $n) { nodes { name } } }');
    expect(refused(document, { n: 'many' })).toBeUndefined();
    expect(refused(document, { n: 5 }, 'Nobody')).toBeUndefined();
  });
});
