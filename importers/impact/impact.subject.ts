import { Confidence } from '../../platform/vocabulary/confidence';
import { Nature } from '../../platform/vocabulary/nature';
import {
  createMeasureStage,
  mergeStagedMeasures,
  retractMeasures,
} from '../../subgraphs/flows/writes/merge-measures';
import { amount, codeOf, codeSql, day, lastDay, numberSql, oneOf, reference, text } from '../checks';
import { projectResolver } from '../references/projects';
import { resolveReferences } from '../references/resolve-references';
import type { ImportContext, ImportSubject, RowPlan } from '../subject';

const NATURES = Object.values(Nature);
const CONFIDENCES = Object.values(Confidence);
/** France has 68 million inhabitants and serves a billion meals a month. */
const LARGEST = { sql: '1e12', told: 'mille milliards' };

export const impactSubject: ImportSubject = {
  name: 'impact',
  schema: 'flows',
  numbers: ['value'],
  enumerations: { nature: NATURES, confidence: CONFIDENCES },
  stage: 'staged_measure',
  createStage: createMeasureStage,
  resolve: ({ runner, actors, raw }) =>
    resolveReferences(runner, 'import_project', raw, ['project'], projectResolver(actors)),
  plan,
  merge: ({ runner }, scope) => mergeStagedMeasures(runner, scope),
  retract: retractMeasures,
  countSql: 'SELECT count(DISTINCT measure_id) AS rows FROM measure_source WHERE source = $1',
};

function plan({ decimals }: ImportContext): RowPlan {
  return {
    joins: `
      LEFT JOIN indicator ON indicator.code = r.indicator
      LEFT JOIN import_project AS project ON project.written = r.project`,
    checks: [
      text('external_id', 200, true),
      reference('project', 'project', true),
      codeOf('indicator', {
        table: 'indicator',
        alias: 'indicator',
        key: 'code',
        fault: 'UNKNOWN_INDICATOR',
        required: true,
      }),
      amount('value', { required: true, decimals: 6, largest: LARGEST, sign: decimals }),
      text('unit', 100),
      oneOf('nature', NATURES, true),
      day('period_start'),
      lastDay('period_end', 'period_start'),
      oneOf('confidence', CONFIDENCES),
      text('locator', 500),
    ],
    values: {
      external_id: 'r.external_id',
      project: 'project.id',
      indicator: 'r.indicator',
      value: numberSql('value'),
      unit: 'COALESCE(r.unit, indicator.unit)',
      nature: codeSql('nature', NATURES),
      period_start: 'r.period_start::date',
      period_end: 'r.period_end::date',
      confidence: `COALESCE(${codeSql('confidence', CONFIDENCES)}, '${Confidence.REPORTED}')`,
      locator: `COALESCE(r.locator, '')`,
    },
  };
}
