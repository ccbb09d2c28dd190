import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Machine } from './machine';
import { digits, isReached, ratioOf, targetText, type Measure } from './measure';
import type { Sample } from './statistics';

const INTRODUCTION = `# Results

Written by \`npm run bench\`; README.md tells how and why. **All data is synthetic**: no row tells a real fact. Each
figure is a median with its quartiles in brackets; each ratio compares two things measured side by side in one run.
`;

/** Puts one section into the file and keeps the others, in the order of their titles. */
export function writeResults(file: string, title: string, section: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((text) => [/^## (.*)$/m.exec(text)?.[1] ?? '', text.trim()]),
  );
  sections.set(title, `## ${title}\n\n${section.trim()}`);
  const ordered = [...sections].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  writeFileSync(file, `${[INTRODUCTION.trim(), ...ordered.map(([, text]) => text)].join('\n\n')}\n`);
}

export function resultsSection(machine: Machine, postgres: string, measures: readonly Measure[]): string {
  const { cores, processor, memory, platform, node, commit, date } = machine;
  return `${date}, commit ${commit}. ${cores} cores (${processor}), ${memory} GB, ${platform}, Node ${node}, PostgreSQL ${postgres} as embedded; clients, server and database share the machine.

| Measured | Ours | Against | | Ratio | To reach | |
| --- | ---: | --- | ---: | ---: | ---: | --- |
${measures.map(line).join('\n')}
`;
}

function line(measure: Measure): string {
  const { name, ours, against, unit, target } = measure;
  const ratio = ratioOf(measure);
  const reached = isReached(measure);
  const cells = [
    name,
    spread(ours, unit),
    against?.name ?? (target ? 'a limit' : ''),
    against ? spread(against.value, unit) : '',
    ratio === undefined ? '' : `${digits(ratio)}×`,
    targetText(measure) ?? '',
    reached === undefined ? '' : reached ? 'reached' : '**not reached**',
  ];
  return `| ${cells.join(' | ')} |`;
}

function spread({ median, low, high, count }: Sample, unit: string): string {
  const middle = `${digits(median)} ${unit}`;
  return count === 1 ? middle : `${middle} (${digits(low)}–${digits(high)})`;
}
