import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Operation {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

const EXAMPLES = join(__dirname, '..', '..', 'web', 'examples');

/** The explorer's examples, with each set of variables they come with: what the three users are shown must work. */
export function examples(): Operation[] {
  const files = readdirSync(EXAMPLES).sort();
  return files
    .filter((file) => file.endsWith('.graphql'))
    .flatMap((file) => {
      const name = basename(file, '.graphql');
      const query = readFileSync(join(EXAMPLES, file), 'utf8');
      return files
        .filter((other) => other.endsWith('.json') && other.split('.')[0] === name)
        .map((variables) => ({
          name: basename(variables, '.json'),
          query,
          variables: JSON.parse(readFileSync(join(EXAMPLES, variables), 'utf8')) as Record<string, unknown>,
        }));
    });
}

const of = (name: string, query: string, variables: Record<string, unknown> = {}): Operation => ({
  name,
  query,
  variables,
});

/** Operations that cross subgraphs in every direction, and those that must fail alike everywhere. */
export const CROSSINGS: Operation[] = [
  of(
    'from flows to actors and back',
    `{ flows(first: 100) { totalCount nodes { id stage tonnes provider { name kinds awardsReceived { totalCount } }
       receiver { name } origin { id name ancestors { id } } destination { name flowBalance(year: 2021) { produced distributed } }
       project { title financing { publicShare alerts { code } } } sources { title locator } } } }`,
  ),
  of(
    'from financing to flows through projects',
    `{ awards(first: 100) { totalCount nodes { id amount funder { name territory { name } awardsGiven { totalCount } }
       recipient { name flows { totalCount } } project { slug impact { value unit indicator { code } } } } } }`,
  ),
  of(
    'totals by every dimension',
    `{ flowTotals(groupBy: [STAGE, NATURE, YEAR, FAMILY, REGION]) { stage nature year family territory { id name } tonnes flows
         unconverted { value unit } sources { title } }
       awardTotals(groupBy: [FUNDER_CATEGORY, REGION]) { funderCategory territory { name } amount awards awardsWithoutAmount } }`,
  ),
  of(
    'aliases, fragments, unions, skip and include',
    `query ($yes: Boolean!, $no: Boolean!) {
       a: actor(slug: "ecopole-alimentaire-audruicq") { ...who statuses { __typename ... on PtceLabel { since } } }
       b: actor(slug: "nobody-at-all") { ...who }
       c: territory(id: "departement:62") { __typename name @skip(if: $yes) population @include(if: $no) projects { totalCount } }
     }
     fragment who on Actor { id name flows @include(if: $yes) { totalCount } }`,
    { yes: true, no: false },
  ),
  of(
    'an unknown territory is null',
    '{ territory(id: "commune:99999") { name flowBalance(year: 2021) { produced } } }',
  ),
  of(
    'an old commune code resolves',
    '{ territory(id: "commune:75101") { id name flowBalance(year: 2021) { distributed } } }',
  ),
  of('a malformed id', '{ flow(id: "14") { id } territory(id: "nowhere") { name } }'),
  of('a page too large', '{ impactMeasures(first: 101) { totalCount } }'),
  of('a forged cursor', '{ awards(after: "Zm9yZ2Vk") { totalCount } }'),
  of('an unknown territory in a filter', '{ flows(filter: { territory: "commune:99999" }) { totalCount } }'),
  of('two lookups at once', '{ actor(id: "actor:andes", slug: "andes") { name } }'),
  of('a day that is none, in the document', '{ flows(filter: { from: "2021-02-30" }) { totalCount } }'),
  of(
    'a day that is none, as a variable',
    'query ($filter: FlowFilter) { flows(filter: $filter) { totalCount } }',
    { filter: { from: '2021-02-30' } },
  ),
  of(
    'a variable that is missing',
    'query ($id: ID!, $first: Int!) { actor(id: $id) { name } actors(first: $first) { nodes { id } } }',
    { id: 'actor:andes' },
  ),
  of(
    'one subgraph, with the keys of another',
    '{ awards(first: 3) { nodes { amount funder { __typename id } recipient { key: id } } } }',
  ),
  of(
    'days, moments, points and unions of one subgraph',
    `{ actors(first: 5, sort: NAME) { pageInfo { endCursor } nodes { ...place modifiedAt closedOn
       statuses { __typename ... on PatRecognition { level } } sources { title date } } } }
     fragment place on Actor { name location { latitude longitude } territory { id ancestors { id level } } }`,
  ),
  of('an error in one of two fields of one subgraph', '{ a: actors(first: 0) { totalCount } b: __typename }'),
  of(
    'an error deep in another subgraph',
    '{ territory(id: "france") { name flowSeries(from: 2022, to: 2020) { year } } }',
  ),
];
