import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { Unit } from '../../../platform/vocabulary/unit';
import { PRODUCTS, type TestFlow } from '../../support/flows';
import { fixtureTerritory, liesIn, TERRITORIES } from '../../support/territories';

/**
 * The rules of the domain in plain TypeScript, day by day and without SQL: what the statements are held against.
 * Amounts are whole grams, or millionths of a unit that has no factor.
 */
const DAY = 86_400_000;

export interface DayAmount {
  day: string;
  amount: bigint;
}

/** Whole grams, or null for a quantity in a unit without a factor. Factors are written out again on purpose. */
export function gramsOf(flow: TestFlow): bigint | null {
  const millionths = millionthsOf(flow.quantity);
  const perUnit: Partial<Record<Unit, bigint>> = {
    [Unit.TONNE]: 1_000_000n,
    [Unit.KILOGRAM]: 1000n,
    [Unit.MEAL]: 500n,
    ...(flow.product === 'lait' ? { [Unit.LITRE]: 1030n } : {}),
  };
  const factor = perUnit[flow.unit];
  return factor === undefined ? null : (millionths * factor + 500_000n) / 1_000_000n;
}

function millionthsOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

/** The amount of each day: months by largest remainder over their days, then days, the first ones one more. */
export function amountsByDay(flow: TestFlow): DayAmount[] {
  const known = computed.get(flow) ?? spreadByDay(flow);
  computed.set(flow, known);
  return known;
}

/** Thousands of sums are made over the same flows. */
const computed = new WeakMap<TestFlow, DayAmount[]>();

function spreadByDay(flow: TestFlow): DayAmount[] {
  const days: string[] = [];
  for (let at = Date.parse(flow.periodStart); at <= Date.parse(flow.periodEnd); at += DAY) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  const total = gramsOf(flow) ?? millionthsOf(flow.quantity);
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].map((month) => {
    const inside = days.filter((day) => day.startsWith(month));
    const exact = total * BigInt(inside.length);
    return { inside, part: exact / BigInt(days.length), rest: exact % BigInt(days.length) };
  });
  let left = total - months.reduce((sum, { part }) => sum + part, 0n);
  while (left > 0n) {
    const next = months.reduce((best, month) => (month.rest > best.rest ? month : best));
    next.part += 1n;
    next.rest = -1n;
    left -= 1n;
  }
  return months.flatMap(({ inside, part }) => {
    const count = BigInt(inside.length);
    return inside.map((day, index) => ({
      day,
      amount: part / count + (BigInt(index) < part % count ? 1n : 0n),
    }));
  });
}

export function attributed(flow: TestFlow): string | null {
  const [first, second] =
    flow.stage === FlowStage.PRODUCED ? [flow.origin, flow.destination] : [flow.destination, flow.origin];
  const id = first ?? second;
  return id === null ? null : fixtureTerritory(id).id;
}

/** Whether an end lies in a territory; an unknown end lies nowhere. */
export function inside(end: string | null, territory: string): boolean {
  return end !== null && liesIn(end, territory);
}

function ancestorAt(level: TerritoryLevel, flow: TestFlow): string | null {
  const id = attributed(flow);
  return TERRITORIES.find((holder) => holder.level === level && inside(id, holder.id))?.id ?? null;
}

const product = (flow: TestFlow) => PRODUCTS.find(({ code }) => code === flow.product);

/** Value of a dimension for a flow on a day, as the row of a total shows it. */
export const DIMENSION: Record<FlowDimension, (flow: TestFlow, day: string) => Record<string, unknown>> = {
  STAGE: ({ stage }) => ({ stage }),
  NATURE: ({ nature }) => ({ nature }),
  YEAR: (_, day) => ({ year: Number(day.slice(0, 4)) }),
  MONTH: (_, day) => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) }),
  FAMILY: (flow) => ({ family: product(flow)?.family }),
  PRODUCT: (flow) => ({ product: product(flow) }),
  SUPPLY_MODE: ({ supplyMode }) => ({ supplyMode }),
  CIRCUIT: ({ circuit }) => ({ circuit }),
  ORGANIC: ({ organic }) => ({ organic }),
  REGION: (flow) => ({ region: idOrNull(ancestorAt(TerritoryLevel.REGION, flow)) }),
  DEPARTEMENT: (flow) => ({ departement: idOrNull(ancestorAt(TerritoryLevel.DEPARTEMENT, flow)) }),
  EPCI: (flow) => ({ epci: idOrNull(ancestorAt(TerritoryLevel.EPCI, flow)) }),
  PROVIDER: ({ provider }) => ({ provider: idOrNull(provider) }),
};

function idOrNull(id: string | null): { id: string } | null {
  return id === null ? null : { id };
}

export interface Sum {
  grams: bigint;
  flows: Set<string>;
  units: Map<Unit, bigint>;
  sources: Set<string>;
}

/** Sums the amounts of days under a key; each flow once in `flows`. */
export function sumBy(
  flows: readonly TestFlow[],
  keyOf: (flow: TestFlow, day: string) => string | null,
): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const flow of flows) {
    const converts = gramsOf(flow) !== null;
    for (const { day, amount } of amountsByDay(flow)) {
      const key = keyOf(flow, day);
      if (key === null) continue;
      const sum = sums.get(key) ?? { grams: 0n, flows: new Set(), units: new Map(), sources: new Set() };
      sums.set(key, sum);
      sum.flows.add(flow.id);
      sum.sources.add(flow.source);
      if (converts) sum.grams += amount;
      else sum.units.set(flow.unit, (sum.units.get(flow.unit) ?? 0n) + amount);
    }
  }
  return sums;
}

/** Tonnes of whole grams, as the API's float. */
export function tonnes(grams: bigint): number {
  return Number(`${grams / 1_000_000n}.${String(grams % 1_000_000n).padStart(6, '0')}`);
}

/** Lines of `unconverted`: the shortest exact text of each unit's sum. */
export function unconverted(units: ReadonlyMap<Unit, bigint>): { value: string; unit: Unit }[] {
  return Object.values(Unit).flatMap((unit) => {
    const sum = units.get(unit);
    if (sum === undefined) return [];
    const text = `${sum / 1_000_000n}.${String(sum % 1_000_000n).padStart(6, '0')}`;
    return [{ value: text.replace(/\.?0+$/, ''), unit }];
  });
}
