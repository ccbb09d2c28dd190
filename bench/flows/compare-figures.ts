import { drawDiagram } from '../../subgraphs/flows/rules/diagram';
import type { RawSums } from './raw-sums';

const BALANCE = [
  'produced',
  'collected',
  'transformed',
  'distributed',
  'inflow',
  'local',
  'outflow',
] as const satisfies readonly (keyof RawSums['balance'])[];

/** The part of the dashboard's answer that is checked. */
export interface DashboardAnswer {
  data: {
    territory: {
      flowBalance: Record<keyof RawSums['balance'], number>;
      flowSeries: { year: number; stage: string; tonnes: number }[];
      flowDiagram: {
        nodes: { id: string; tonnes: number }[];
        links: { source: string; target: string; tonnes: number }[];
      };
    };
    flowTotals: { family: string; circuit: string | null; tonnes: number; flows: number }[];
  };
}

/**
 * A fast answer that is wrong is worth nothing: every figure of the dashboard must be the sum of the raw flows.
 * @throws Error naming the first figure that is not
 */
export function requireSameFigures(territory: string, { data }: DashboardAnswer, raw: RawSums): void {
  const same = (what: string, tonnes: number | undefined, grams: string | null | undefined): void => {
    if (Math.round((tonnes ?? 0) * 1e6) === Number(grams ?? 0)) return;
    throw new Error(`${what} of ${territory} is ${tonnes} t by the API and ${grams} g by summing raw flows`);
  };
  for (const name of BALANCE) same(name, data.territory.flowBalance[name], raw.balance[name]);
  for (const point of data.territory.flowSeries) {
    const found = raw.series.find(({ year, stage }) => year === point.year && stage === point.stage);
    same(`${point.stage} ${point.year}`, point.tonnes, found?.grams);
  }
  requireSameDiagram(same, data.territory.flowDiagram, raw.declared);
  if (data.flowTotals.length !== raw.totals.length) {
    throw new Error(
      `${territory} has ${data.flowTotals.length} totals by the API and ${raw.totals.length} by summing raw flows`,
    );
  }
  for (const total of data.flowTotals) {
    const found = raw.totals.find(
      ({ family, circuit }) => family === total.family && circuit === total.circuit,
    );
    same(`${total.family} ${total.circuit}`, total.tonnes, found?.grams);
    if (total.flows !== Number(found?.flows)) {
      throw new Error(
        `${total.family} ${total.circuit} of ${territory}: ${total.flows} flows, not ${found?.flows}`,
      );
    }
  }
}

/** The diagram drawn from what raw flows declare. */
function requireSameDiagram(
  same: (what: string, tonnes: number | undefined, grams: string | null | undefined) => void,
  told: DashboardAnswer['data']['territory']['flowDiagram'],
  declared: RawSums['declared'],
): void {
  const drawn = drawDiagram(declared.map((cell) => ({ ...cell, grams: BigInt(cell.grams ?? 0) })));
  const links = new Map(drawn.links.map(({ source, target, grams }) => [`${source} to ${target}`, grams]));
  for (const { id, grams } of drawn.nodes) {
    same(id, told.nodes.find((node) => node.id === id)?.tonnes, String(grams));
  }
  for (const { source, target, tonnes } of told.links) {
    same(`${source} to ${target}`, tonnes, String(links.get(`${source} to ${target}`) ?? 0n));
  }
  if (told.links.length !== drawn.links.length) {
    throw new Error(
      `the diagram has ${told.links.length} links by the API and ${drawn.links.length} by raw flows`,
    );
  }
}
