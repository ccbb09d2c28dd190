import { Circuit } from '../../platform/vocabulary/circuit';
import { Confidence } from '../../platform/vocabulary/confidence';
import { FlowStage } from '../../platform/vocabulary/flow-stage';
import { Nature } from '../../platform/vocabulary/nature';
import { SupplyMode } from '../../platform/vocabulary/supply-mode';
import { Unit } from '../../platform/vocabulary/unit';
import { createStage, mergeStagedFlows, retractSource } from '../../subgraphs/flows/writes/merge-staged';
import { amount, codeOf, codeSql, day, lastDay, listSql, numberSql, oneOf, reference, text } from '../checks';
import { actorResolver } from '../references/actors';
import { projectResolver } from '../references/projects';
import { resolveReferences } from '../references/resolve-references';
import { territoryResolver } from '../references/territories';
import type { ImportContext, ImportSubject, RowPlan } from '../subject';
import { checkBatches } from './check-batches';

const STAGES = Object.values(FlowStage);
const NATURES = Object.values(Nature);
const UNITS = Object.values(Unit);
const SUPPLY_MODES = Object.values(SupplyMode);
const CIRCUITS = Object.values(Circuit);
const CONFIDENCES = Object.values(Confidence);
const BOOLEANS = ['true', 'false'];

/** A thousand times what the world harvests in a year is a slip of the keyboard, in any unit. */
const LARGEST = {
  sql: `CASE WHEN r.unit IN ('TONNE') OR lower(r.unit) IN ('tonne', 'tonnes', 't') THEN 1e9 ELSE 9e11 END`,
  told: '1 000 000 000 t, ou 900 milliards d’unités',
};

export const flowsSubject: ImportSubject = {
  name: 'flows',
  schema: 'flows',
  numbers: ['quantity'],
  enumerations: {
    stage: STAGES,
    nature: NATURES,
    unit: UNITS,
    supply_mode: SUPPLY_MODES,
    circuit: CIRCUITS,
    confidence: CONFIDENCES,
    organic: BOOLEANS,
  },
  stage: 'staged_flow',
  createStage,
  resolve,
  plan,
  checkTogether: checkBatches,
  merge: ({ runner }, scope) => mergeStagedFlows(runner, scope),
  retract: retractSource,
  countSql: 'SELECT count(*) AS rows FROM flow WHERE source = $1',
};

async function resolve({ runner, actors, raw, bareCodes, postalCodes }: ImportContext): Promise<string[]> {
  const actorNotices = await resolveReferences(
    runner,
    'import_actor',
    raw,
    ['provider', 'receiver'],
    actorResolver(actors),
  );
  await resolveReferences(runner, 'import_project', raw, ['project'], projectResolver(actors));
  const territoryNotices = await resolveReferences(
    runner,
    'import_territory',
    raw,
    ['origin', 'destination'],
    territoryResolver(runner, { bareCodes, postalCodes }),
  );
  return [...actorNotices, ...territoryNotices];
}

function plan({ decimals }: ImportContext): RowPlan {
  return {
    joins: `
      LEFT JOIN product ON product.code = r.product
      LEFT JOIN import_actor AS provider ON provider.written = r.provider
      LEFT JOIN import_actor AS receiver ON receiver.written = r.receiver
      LEFT JOIN import_territory AS origin ON origin.written = r.origin
      LEFT JOIN import_territory AS destination ON destination.written = r.destination
      LEFT JOIN import_project AS project ON project.written = r.project`,
    checks: [
      text('external_id', 200, true),
      oneOf('stage', STAGES, true),
      oneOf('nature', NATURES, true),
      codeOf('product', {
        table: 'product',
        alias: 'product',
        key: 'code',
        fault: 'UNKNOWN_PRODUCT',
        required: true,
      }),
      amount('quantity', { required: true, decimals: 6, largest: LARGEST, sign: decimals }),
      oneOf('unit', UNITS, true),
      day('period_start', true),
      lastDay('period_end', 'period_start', true),
      reference('provider', 'provider'),
      reference('receiver', 'receiver'),
      reference('origin', 'origin'),
      reference('destination', 'destination'),
      oneOf('supply_mode', SUPPLY_MODES),
      oneOf('circuit', CIRCUITS),
      oneOf('organic', BOOLEANS),
      text('batch', 200),
      text('input_batches', 10_000),
      reference('project', 'project'),
      oneOf('confidence', CONFIDENCES),
      text('locator', 500),
    ],
    values: {
      external_id: 'r.external_id',
      stage: codeSql('stage', STAGES),
      nature: codeSql('nature', NATURES),
      product: 'r.product',
      quantity: numberSql('quantity'),
      unit: codeSql('unit', UNITS),
      period_start: 'r.period_start::date',
      period_end: 'r.period_end::date',
      provider: 'provider.id',
      receiver: 'receiver.id',
      origin: 'origin.key',
      destination: 'destination.key',
      supply_mode: codeSql('supply_mode', SUPPLY_MODES),
      circuit: codeSql('circuit', CIRCUITS),
      organic: `(${codeSql('organic', BOOLEANS)})::boolean`,
      batch: 'r.batch',
      input_batches: listSql('r.input_batches'),
      project: 'project.id',
      confidence: `COALESCE(${codeSql('confidence', CONFIDENCES)}, '${Confidence.REPORTED}')`,
      locator: `COALESCE(r.locator, '')`,
    },
  };
}
