import { ExpenseType } from '../../platform/vocabulary/expense-type';
import { FunderCategory } from '../../platform/vocabulary/funder-category';
import { Instrument } from '../../platform/vocabulary/instrument';
import { Nature } from '../../platform/vocabulary/nature';
import {
  createAwardStage,
  mergeStagedAwards,
  retractAwards,
} from '../../subgraphs/financing/writes/merge-awards';
import {
  amount,
  codeSql,
  day,
  everyOf,
  lastDay,
  listSql,
  numberSql,
  oneOf,
  reference,
  text,
} from '../checks';
import { actorResolver } from '../references/actors';
import { projectResolver } from '../references/projects';
import { resolveReferences } from '../references/resolve-references';
import { schemeResolver } from '../references/schemes';
import type { ImportContext, ImportSubject, RowPlan } from '../subject';
import { attributeAwards } from './attribute-awards';

const CATEGORIES = Object.values(FunderCategory);
const INSTRUMENTS = Object.values(Instrument);
const NATURES = Object.values(Nature);
const EXPENSES = Object.values(ExpenseType);

export const awardsSubject: ImportSubject = {
  name: 'awards',
  schema: 'financing',
  numbers: ['amount', 'share'],
  enumerations: { funder_category: CATEGORIES, instrument: INSTRUMENTS, nature: NATURES },
  stage: 'staged_award',
  createStage: createAwardStage,
  resolve,
  plan,
  async merge(context, scope) {
    await attributeAwards(context);
    return mergeStagedAwards(context.runner, scope);
  },
  retract: retractAwards,
  countSql: 'SELECT count(DISTINCT award) AS rows FROM award_source WHERE source = $1',
};

async function resolve({ runner, actors, raw }: ImportContext): Promise<string[]> {
  const notices = await resolveReferences(
    runner,
    'import_actor',
    raw,
    ['funder', 'recipient'],
    actorResolver(actors),
  );
  await resolveReferences(runner, 'import_project', raw, ['project'], projectResolver(actors));
  await resolveReferences(runner, 'import_scheme', raw, ['scheme'], schemeResolver(runner));
  return notices;
}

function plan({ decimals }: ImportContext): RowPlan {
  return {
    joins: `
      LEFT JOIN import_actor AS funder ON funder.written = r.funder
      LEFT JOIN import_actor AS recipient ON recipient.written = r.recipient
      LEFT JOIN import_project AS project ON project.written = r.project
      LEFT JOIN import_scheme AS scheme ON scheme.written = r.scheme`,
    checks: [
      text('external_id', 200, true),
      reference('funder', 'funder'),
      oneOf('funder_category', CATEGORIES, true),
      reference('recipient', 'recipient'),
      reference('project', 'project'),
      reference('scheme', 'scheme'),
      oneOf('instrument', INSTRUMENTS, true),
      oneOf('nature', NATURES, true),
      amount('amount', {
        decimals: 2,
        largest: { sql: '999999999999.99', told: 'mille milliards d’euros' },
        sign: decimals,
      }),
      amount('share', {
        decimals: 8,
        largest: { sql: '1', told: '1' },
        sign: decimals,
        safeLength: 0,
        above: 'SHARE_OUT_OF_RANGE',
      }),
      day('date'),
      day('period_start'),
      lastDay('period_end', 'period_start'),
      everyOf('expenses', EXPENSES),
      text('locator', 500),
    ],
    values: {
      external_id: 'r.external_id',
      funder: 'funder.id',
      funder_category: codeSql('funder_category', CATEGORIES),
      recipient: 'recipient.id',
      project: 'project.id',
      scheme: 'scheme.id',
      instrument: codeSql('instrument', INSTRUMENTS),
      nature: codeSql('nature', NATURES),
      amount: numberSql('amount'),
      share: numberSql('share'),
      date: 'r.date::date',
      period_start: 'r.period_start::date',
      period_end: 'r.period_end::date',
      expenses: `COALESCE(${listSql('upper(r.expenses)')}, '{}')`,
      locator: `COALESCE(r.locator, '')`,
    },
  };
}
