import { syntheticActors } from '../../bench/generate/actors';
import { readCountry } from '../../bench/generate/country';
import { csvLine, type SyntheticFlow } from '../../bench/generate/flow';
import { syntheticFlows } from '../../bench/generate/flows';
import { readSize, sizeName } from '../../bench/generate/sizes';
import { FlowStage } from '../../platform/vocabulary/flow-stage';
import { Unit } from '../../platform/vocabulary/unit';

const country = readCountry();
const actors = syntheticActors(country, 1);

const flows = (seed: number, size: number): SyntheticFlow[] => [
  ...syntheticFlows(country, actors, { seed, size }),
];

describe('synthetic data', () => {
  const some = flows(1, 5_000);

  it('is the same for the same seed, and another for another', () => {
    expect(flows(1, 5_000).map(csvLine)).toEqual(some.map(csvLine));
    expect(flows(2, 100).map(csvLine)).not.toEqual(some.slice(0, 100).map(csvLine));
    expect(syntheticActors(country, 1)).toEqual(actors);
  });

  it('begins a longer list with the shorter one, of exactly the size asked', () => {
    expect(flows(1, 1_234).map(csvLine)).toEqual(some.slice(0, 1_234).map(csvLine));
  });

  it('covers every commune, and says of each actor and flow that it is synthetic', () => {
    expect(country.communes).toHaveLength(34_969);
    expect(actors).toHaveLength(50_000);
    expect(
      actors.every(({ slug, name }) => slug.includes('synthetique') && name.includes('synthétique')),
    ).toBe(true);
    expect(
      some.every((flow) => flow.external_id.startsWith('SYN') && flow.locator.includes('synthétique')),
    ).toBe(true);
  });

  it('makes batches of batches that came before', () => {
    const made = new Set<string>();
    let transformed = 0;
    for (const { stage, batch, input_batches: inputs } of some) {
      if (stage === FlowStage.TRANSFORMED) transformed += 1;
      for (const input of inputs === '' ? [] : inputs.split('|')) expect(made).toContain(input);
      if (stage === FlowStage.DISTRIBUTED) expect(made).toContain(batch);
      made.add(batch);
    }
    expect(transformed).toBeGreaterThan(100);
  });

  it('needs no quotes in CSV', () => {
    for (const flow of some) expect(csvLine(flow).split(',')).toHaveLength(20);
    expect(some.map(csvLine).join('')).not.toMatch(/["\n]/);
  });

  it('is skewed, seasonal, and lasts ten years', () => {
    const kilograms = some
      .filter(({ unit }) => unit === Unit.KILOGRAM)
      .map(({ quantity }) => Number(quantity))
      .sort((a, b) => a - b);
    const median = kilograms[kilograms.length >> 1] as number;
    expect(kilograms.at(-1)).toBeGreaterThan(100 * median);
    const inMonth = (month: string): number =>
      some.filter(({ stage, period_start: day }) => stage === FlowStage.PRODUCED && day.slice(5, 7) === month)
        .length;
    expect(inMonth('08')).toBeGreaterThan(2 * inMonth('02'));
    expect(new Set(some.map(({ period_start: day }) => day.slice(0, 4))).size).toBeGreaterThanOrEqual(10);
    expect(some.some((flow) => flow.period_start.slice(0, 7) !== flow.period_end.slice(0, 7))).toBe(true);
  });
});

describe('sizes', () => {
  it.each([
    ['20000', 20_000, '20k'],
    ['100k', 100_000, '100k'],
    ['1m', 1_000_000, '1m'],
    ['10M', 10_000_000, '10m'],
  ])('reads %s', (text, size, name) => {
    expect(readSize(text)).toBe(size);
    expect(sizeName(size)).toBe(name);
  });

  it.each(['', '0', '-1', '1g', '1.5m', '999999m', 'many'])('refuses %j', (text) => {
    expect(() => readSize(text)).toThrow(RangeError);
  });
});
