import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidReportError, readReport } from '../../reference/gt4-2022/read';

const BUNDLED = join(__dirname, '..', '..', 'reference', 'gt4-2022');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maillon-report-'));
  cpSync(BUNDLED, folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

function faults(): { file: string; path: string; reason: string }[] {
  try {
    readReport(folder);
  } catch (error) {
    if (error instanceof InvalidReportError) return [...error.faults];
    throw error;
  }
  return [];
}

test('the bundled report holds the 25 sheets and every table', () => {
  const report = readReport();
  expect(report.projects.map(({ sheet }) => sheet).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
  expect({
    activities: report.activities.length,
    usefulEffects: report.usefulEffects.length,
    gt4Criteria: report.criteria.filter(({ framework }) => String(framework) === 'GT4_FUND').length,
    gt8Criteria: report.criteria.filter(({ framework }) => String(framework) === 'GT8_GRID').length,
    vehicles: report.vehicles.length,
    recommendations: report.recommendations.length,
    rules: report.rules.length,
  }).toEqual({
    activities: 19,
    usefulEffects: 5,
    gt4Criteria: 6,
    gt8Criteria: 18,
    vehicles: 7,
    recommendations: 21,
    rules: 4,
  });
});

test('every figure of every sheet says where in the report it stands', () => {
  for (const project of readReport().projects) {
    for (const record of [...project.flows, ...project.measures, ...project.awards, ...project.resources]) {
      expect(record.locator).toMatch(/^p\. \d+/);
    }
  }
});

test('the bundled data name no person, mail or phone number', () => {
  const text = JSON.stringify(readReport());
  expect(text).not.toMatch(/[\w.-]+@[\w-]+\.\w+/);
  expect(text).not.toMatch(/\b0[1-9]([ .]?\d{2}){4}\b/);
});

test('a broken figure is named with its file, path and reason', () => {
  edit('projects/14-le-radis.yaml', (text) => text.replace(/quantity: .50./, 'quantity: cinquante'));
  expect(faults()).toEqual([
    {
      file: 'projects/14-le-radis.yaml',
      path: expect.stringMatching(/^flows\.\d+\.quantity$/),
      reason: expect.stringContaining('exact number'),
    },
  ]);
});

test('a misspelt key is refused, not dropped', () => {
  edit('projects/14-le-radis.yaml', (text) => text.replace(/^summary:/m, 'sumary:'));
  const reasons = faults().map(({ path, reason }) => `${path} ${reason}`);
  expect(reasons.join('\n')).toMatch(/sumary/);
});

test('broken YAML is named with its line', () => {
  edit('products.yaml', (text) => `${text}\n  - [unclosed`);
  expect(faults()[0]).toMatchObject({ file: 'products.yaml', path: expect.stringMatching(/^line \d+$/) });
});

test('a slug that nobody holds, a double and a period that runs backwards are all listed at once', () => {
  edit('projects/14-le-radis.yaml', (text) =>
    text
      .replace('carriers: [baluchon,', 'carriers: [nobody,')
      .replace(/periodEnd: .2021-12-31./, "periodEnd: '2020-12-31'"),
  );
  edit('products.yaml', (text) => text.replace(/code: fruits,/, 'code: lait,'));
  const all = faults().map(({ file, reason }) => `${file}: ${reason}`);
  expect(all).toEqual(
    expect.arrayContaining([
      'projects/14-le-radis.yaml: no actor has the slug "nobody"',
      'products.yaml: stands twice',
      expect.stringContaining('ends (2020-12-31) before it begins'),
    ]),
  );
});

test('a missing file is named', () => {
  rmSync(join(folder, 'schemes.yaml'));
  expect(faults()[0]).toMatchObject({ file: 'schemes.yaml' });
});
