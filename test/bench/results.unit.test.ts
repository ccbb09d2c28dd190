import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from '../../bench/run/machine';
import { isReached, jsonLine, ratioOf, type Measure } from '../../bench/run/measure';
import { resultsSection, writeResults } from '../../bench/run/results';
import { percentile, sample } from '../../bench/run/statistics';

const machine: Machine = {
  cores: 2,
  processor: 'a processor',
  memory: 8,
  platform: 'linux x64',
  node: '20.0.0',
  commit: 'abc',
  date: '2025-01-01',
};

function measure(ours: number, against: number | undefined, target: Measure['target']): Measure {
  return {
    name: 'a measure',
    unit: 'ms',
    ours: sample([ours]),
    against: against === undefined ? undefined : { name: 'another', value: sample([against]) },
    target,
  };
}

describe('measures', () => {
  it('take the middle and the quartiles', () => {
    expect(sample([5, 1, 2, 4, 3])).toEqual({ median: 3, low: 2, high: 4, count: 5 });
    expect(percentile([1, 2], 0.5)).toBe(1.5);
    expect(percentile([1, 2, 3], 1)).toBe(3);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  it('hold ratios, or limits, against their targets', () => {
    expect(isReached(measure(3, 1, { atMost: 3 }))).toBe(true);
    expect(isReached(measure(3.1, 1, { atMost: 3 }))).toBe(false);
    expect(isReached(measure(1, 3, { atLeast: 1 / 3 }))).toBe(true);
    expect(isReached(measure(301, undefined, { atMost: 300 }))).toBe(false);
    expect(isReached(measure(1, 1, undefined))).toBeUndefined();
    expect(ratioOf({ ...measure(2, 500, { atLeast: 100 }), ratio: 'against/ours' })).toBe(250);
  });

  it('are one JSON object a line', () => {
    const line = jsonLine(measure(2, 4, { atMost: 3 }));
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toMatchObject({
      measure: 'a measure',
      ours: 2,
      against: 4,
      ratio: 0.5,
      target: '≤ 3×',
      ok: true,
    });
  });
});

describe('RESULTS.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-results-'));
  const file = join(folder, 'RESULTS.md');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the sections of other runs and replaces its own', () => {
    const section = (ours: number) => resultsSection(machine, '18', [measure(ours, 2, { atMost: 3 })]);
    writeResults(file, 'Flows, 10m', section(1));
    writeResults(file, 'Flows, 1m', section(2));
    writeResults(file, 'Flows, 10m', section(9));
    const text = readFileSync(file, 'utf8');
    expect(text.match(/^## .*$/gm)).toEqual(['## Flows, 1m', '## Flows, 10m']);
    expect(text).toContain('synthetic');
    expect(text).toContain('| 9 ms |');
    expect(text).toContain('**not reached**');
    expect(text).not.toContain('| 1 ms |');
    writeResults(file, 'Flows, 10m', section(9));
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
