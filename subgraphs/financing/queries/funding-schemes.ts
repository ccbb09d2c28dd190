import type { Database } from '../../../platform/database';
import type { ExpenseType } from '../../../platform/vocabulary/expense-type';

export interface FundingSchemeRow {
  id: string;
  name: string;
  operator: string | null;
  description: string;
  expenses: ExpenseType[];
  source: string;
  locator: string;
}

const COLUMNS = 'id, name, operator, description, expenses, source, locator';

/** All schemes, in the order of the source. */
export function fundingSchemes(database: Database): Promise<FundingSchemeRow[]> {
  return database.rows<FundingSchemeRow>(
    'financing.schemes.all',
    `SELECT ${COLUMNS} FROM funding_scheme ORDER BY rank, id`,
    [],
  );
}

export function fundingSchemesById(database: Database, ids: readonly string[]): Promise<FundingSchemeRow[]> {
  return database.rows<FundingSchemeRow>(
    'financing.schemes.byId',
    `SELECT ${COLUMNS} FROM funding_scheme WHERE id = ANY($1::text[])`,
    [ids],
  );
}
