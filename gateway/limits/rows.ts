/** No sum is taken to have more rows: a longer one is not what a page shows. */
const MOST_ROWS = 1000;

/** How many values a dimension is taken to have; 10 when it is not here. */
const VALUES: Readonly<Record<string, number>> = {
  STAGE: 4,
  NATURE: 2,
  MONTH: 12,
  ORGANIC: 3,
  CIRCUIT: 4,
  SUPPLY_MODE: 8,
  PRODUCT: 50,
  INSTRUMENT: 8,
  FUNDER_CATEGORY: 12,
  REGION: 20,
  DEPARTEMENT: 110,
  EPCI: MOST_ROWS,
  PROVIDER: MOST_ROWS,
  FUNDER: MOST_ROWS,
  RECIPIENT: MOST_ROWS,
};
const OTHER_VALUES = 10;

const byDimensions = ({ groupBy }: Arguments): number => {
  const dimensions = new Set<unknown>(Array.isArray(groupBy) ? groupBy : []);
  let rows = 1;
  for (const dimension of dimensions) rows *= VALUES[String(dimension)] ?? OTHER_VALUES;
  return Math.min(rows, MOST_ROWS);
};

type Arguments = Readonly<Record<string, unknown>>;

/** Lists whose length follows from their arguments, other than by `first`: how many rows to count with. */
export const ROWS: Readonly<Record<string, (args: Arguments) => number>> = {
  'Query.flowTotals': byDimensions,
  'Actor.flowTotals': byDimensions,
  'Query.awardTotals': byDimensions,
  'ActorFacets.networks': () => 50,
  'ActorFacets.regions': () => 20,
  'ActorFacets.departements': () => 110,
  // A point a year and stage; a range out of order or too long is the subgraph's to refuse.
  'Territory.flowSeries': ({ from, to, stage }) => {
    const years = Number(to) - Number(from) + 1;
    return Math.min(Math.max(years, 1) * (stage ? 1 : 4), MOST_ROWS);
  },
};

/** Lists that the schema cannot make longer: how many rows there are at most. */
export const LENGTHS: Readonly<Record<string, number>> = {
  // Four places at each end, four stages, and what is lacking or left over.
  'FlowDiagram.nodes': 14,
  // Six between stages; of the first stage four origins, of the others two and what is lacking; ends the same.
  'FlowDiagram.links': 32,
};
