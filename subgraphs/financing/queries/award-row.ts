import type { ExpenseType } from '../../../platform/vocabulary/expense-type';
import type { FunderCategory } from '../../../platform/vocabulary/funder-category';
import type { Instrument } from '../../../platform/vocabulary/instrument';
import type { Nature } from '../../../platform/vocabulary/nature';

/** An award as the table holds it; exact numbers are strings. */
export interface AwardRow {
  id: string;
  funder: string | null;
  funderCategory: FunderCategory;
  recipient: string | null;
  project: string | null;
  scheme: string | null;
  instrument: Instrument;
  nature: Nature;
  amount: string | null;
  share: string | null;
  date: string | null;
  periodStart: string | null;
  periodEnd: string | null;
  expenses: ExpenseType[];
}

/** The columns of AwardRow, from a table or alias `award`. */
export const AWARD_COLUMNS = `award.id, award.funder, award.funder_category AS "funderCategory", award.recipient,
  award.project, award.scheme, award.instrument, award.nature, award.amount, award.share, award.date,
  award.period_start AS "periodStart", award.period_end AS "periodEnd", award.expenses`;

/** Latest first, those without a date last (the column holds -infinity for them), ties by id. */
export const AWARD_ORDER = 'award.awarded_on DESC, award.id';
