import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { OperatorError } from '../../platform/errors';
import { PACKAGE_ROOT } from '../../platform/package-root';
import * as format from './format';
import { brokenReferences } from './references';

const FOLDER = join(PACKAGE_ROOT, 'reference', 'gt4-2022');

/** The report, validated: every record well formed, every slug it names known. */
export interface Report {
  source: z.infer<typeof format.sourceFile>['source'];
  actors: format.ActorRecord[];
  projects: format.ProjectRecord[];
  products: z.infer<typeof format.productsFile>['products'];
  indicators: z.infer<typeof format.indicatorsFile>['indicators'];
  activities: z.infer<typeof format.activitiesFile>['activities'];
  schemes: z.infer<typeof format.schemesFile>['schemes'];
  usefulEffects: z.infer<typeof format.usefulEffectsFile>['usefulEffects'];
  criteria: z.infer<typeof format.fundCriteriaFile>['criteria'];
  expenses: z.infer<typeof format.eligibleExpensesFile>['expenses'];
  vehicles: z.infer<typeof format.fundingVehiclesFile>['vehicles'];
  recommendations: z.infer<typeof format.policyRecommendationsFile>['recommendations'];
  rules: z.infer<typeof format.financingRulesFile>['rules'];
  pats: z.infer<typeof format.patsFile>['pats'];
}

/** One thing wrong in a file: where, and what. */
export interface ReportFault {
  file: string;
  path: string;
  reason: string;
}

/** Thrown before anything is written; lists every fault, not the first one only. */
export class InvalidReportError extends OperatorError {
  constructor(readonly faults: readonly ReportFault[]) {
    super(
      `The report's data files are not valid; nothing was loaded.\n${faults
        .map((fault) => `  ${fault.file}: ${fault.path}: ${fault.reason}`)
        .join('\n')}`,
      'Correct the lines named above, then start again.',
    );
  }
}

/**
 * Reads and validates the data files of the report.
 * @param folder where they stand; the bundled ones by default
 * @throws InvalidReportError naming file, path and reason of every fault
 */
export function readReport(folder: string = FOLDER): Report {
  const faults: ReportFault[] = [];
  const read = <Shape extends z.ZodType>(file: string, shape: Shape): z.infer<Shape> | undefined =>
    readFile(folder, file, shape, faults);
  const list = (sub: string): string[] =>
    readdirSync(join(folder, sub))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => `${sub}/${name}`);

  const projects = list('projects').map((file) => ({ file, record: read(file, format.projectFile) }));
  const report: Report = {
    // An unread file leaves faults behind, and the report is then refused as a whole below.
    source: read('source.yaml', format.sourceFile)?.source ?? { slug: '', title: '', publisher: '' },
    actors: list('actors').flatMap((file) => read(file, format.actorsFile)?.actors ?? []),
    projects: projects.flatMap(({ record }) => (record ? [record] : [])),
    products: read('products.yaml', format.productsFile)?.products ?? [],
    indicators: read('indicators.yaml', format.indicatorsFile)?.indicators ?? [],
    activities: read('activities.yaml', format.activitiesFile)?.activities ?? [],
    schemes: read('schemes.yaml', format.schemesFile)?.schemes ?? [],
    usefulEffects: read('useful-effects.yaml', format.usefulEffectsFile)?.usefulEffects ?? [],
    criteria: read('fund-criteria.yaml', format.fundCriteriaFile)?.criteria ?? [],
    expenses: read('eligible-expenses.yaml', format.eligibleExpensesFile)?.expenses ?? [],
    vehicles: read('funding-vehicles.yaml', format.fundingVehiclesFile)?.vehicles ?? [],
    recommendations:
      read('policy-recommendations.yaml', format.policyRecommendationsFile)?.recommendations ?? [],
    rules: read('financing-rules.yaml', format.financingRulesFile)?.rules ?? [],
    pats: read('pats.yaml', format.patsFile)?.pats ?? [],
  };
  // References are checked only in files that could be read: a fault there would report each slug as unknown.
  if (faults.length === 0) {
    const fileOf = new Map(projects.map(({ file, record }) => [record?.slug ?? '', file]));
    faults.push(...brokenReferences(report, (slug) => fileOf.get(slug) ?? slug));
  }
  if (faults.length > 0) throw new InvalidReportError(faults);
  return report;
}

function readFile<Shape extends z.ZodType>(
  folder: string,
  file: string,
  shape: Shape,
  faults: ReportFault[],
): z.infer<Shape> | undefined {
  try {
    const result = shape.safeParse(parseYaml(readFileSync(join(folder, file), 'utf8')));
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      faults.push({ file, path: issue.path.map(String).join('.') || '(file)', reason: issue.message });
    }
  } catch (error) {
    if (error instanceof YAMLParseError) {
      const line = error.linePos?.[0].line;
      faults.push({ file, path: line === undefined ? '(file)' : `line ${line}`, reason: error.message });
    } else {
      faults.push({
        file,
        path: '(file)',
        reason: error instanceof Error ? error.message : 'cannot be read',
      });
    }
  }
  return undefined;
}
