import fc from 'fast-check';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { Confidence } from '../../../platform/vocabulary/confidence';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { Unit } from '../../../platform/vocabulary/unit';
import { flowId } from '../../../subgraphs/flows/rules/flow-id';
import { PRODUCTS, SOURCES, type TestFlow } from '../../support/flows';
import { ALIASES, TERRITORIES } from '../../support/territories';

const DAY = 86_400_000;

/** Any territory of the fixture, by its id or an old code. */
export const anyTerritory = fc.constantFrom(...TERRITORIES.map(({ id }) => id), ...Object.keys(ALIASES));
export const ACTORS = ['actor:a', 'actor:b', 'actor:c'];
export const PROJECTS = ['project:p', 'project:q'];

/** Days of the years the random flows lie in. */
export const anyDay = fc
  .integer({ min: Date.UTC(2018, 0, 1) / DAY, max: Date.UTC(2022, 11, 31) / DAY })
  .map((number) => new Date(number * DAY).toISOString().slice(0, 10));

export const anyFlow: fc.Arbitrary<TestFlow> = fc
  .record({
    stage: fc.constantFrom(...Object.values(FlowStage)),
    nature: fc.constantFrom(Nature.ACTUAL, Nature.ACTUAL, Nature.PLANNED),
    product: fc.constantFrom(...PRODUCTS.map(({ code }) => code)),
    quantity: fc
      .tuple(fc.nat(5000), fc.nat(999_999))
      .map(([whole, rest]) => `${whole}.${String(rest).padStart(6, '0')}`),
    unit: fc.constantFrom(...Object.values(Unit)),
    periodStart: anyDay,
    length: fc.oneof(fc.nat(40), fc.nat(900)),
    provider: fc.option(fc.constantFrom(...ACTORS)),
    receiver: fc.option(fc.constantFrom(...ACTORS)),
    project: fc.option(fc.constantFrom(...PROJECTS)),
    origin: fc.option(anyTerritory),
    destination: fc.option(anyTerritory),
    supplyMode: fc.option(fc.constantFrom(...Object.values(SupplyMode))),
    circuit: fc.option(fc.constantFrom(...Object.values(Circuit))),
    organic: fc.option(fc.boolean()),
    confidence: fc.constantFrom(...Object.values(Confidence)),
    source: fc.constantFrom(...SOURCES),
  })
  .map(({ length, ...flow }) => ({
    ...flow,
    id: '',
    periodEnd: new Date(Date.parse(flow.periodStart) + length * DAY).toISOString().slice(0, 10),
    batch: null,
    inputBatches: [],
    locator: 'p. 1',
    externalId: '',
  }));

/** As many flows as asked, the same at each run. */
export function randomFlows(count: number): TestFlow[] {
  return fc.sample(anyFlow, { numRuns: count, seed: 20220907 }).map((flow, index) => {
    const externalId = `random-${String(index).padStart(4, '0')}`;
    return { ...flow, externalId, id: flowId(flow.source, externalId) };
  });
}
