import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import type { CriteriaFramework } from '../../../platform/vocabulary/criteria-framework';
import type { ExpenseType } from '../../../platform/vocabulary/expense-type';

/** Where a row of a table of the report stands in it. */
interface Cited {
  source: string;
  locator: string;
}

export interface FundCriterionRow extends Cited {
  code: string;
  framework: CriteriaFramework;
  objective: string;
  name: string;
  description: string;
}

/** Criteria of one grid or of all, in the order of the source. */
export function fundCriteria(
  database: Database,
  framework: CriteriaFramework | null | undefined,
): Promise<FundCriterionRow[]> {
  const conditions = new SqlConditions().when(framework, (value) => `framework = ${value}`);
  return database.rows<FundCriterionRow>(
    'financing.criteria',
    `SELECT code, framework, objective, name, description, source, locator FROM fund_criterion
     WHERE ${conditions.where} ORDER BY rank, framework, code`,
    conditions.values,
  );
}

export interface EligibleExpenseRow extends Cited {
  type: ExpenseType;
  name: string;
  examples: string[];
  consensus: boolean;
}

export function eligibleExpenses(database: Database): Promise<EligibleExpenseRow[]> {
  return database.rows<EligibleExpenseRow>(
    'financing.expenses',
    'SELECT type, name, examples, consensus, source, locator FROM eligible_expense ORDER BY rank, code',
    [],
  );
}

export interface FundingVehicleRow extends Cited {
  actionType: string;
  scale: string;
  vehicle: string;
  examples: string[];
}

export function fundingVehicles(database: Database): Promise<FundingVehicleRow[]> {
  return database.rows<FundingVehicleRow>(
    'financing.vehicles',
    `SELECT action_type AS "actionType", scale, vehicle, examples, source, locator
     FROM funding_vehicle ORDER BY rank, code`,
    [],
  );
}

export interface PolicyRecommendationRow extends Cited {
  number: number;
  theme: number;
  text: string;
  priority: number;
  authority: string;
  deadline: string;
}

/** Recommendations by theme, then number. */
export function policyRecommendations(
  database: Database,
  theme: number | null | undefined,
  priority: number | null | undefined,
): Promise<PolicyRecommendationRow[]> {
  const conditions = new SqlConditions()
    .when(theme, (value) => `theme = ${value}::integer`)
    .when(priority, (value) => `priority = ${value}::integer`);
  return database.rows<PolicyRecommendationRow>(
    'financing.recommendations',
    `SELECT number, theme, text, priority, authority, deadline, source, locator
     FROM policy_recommendation WHERE ${conditions.where} ORDER BY theme, number`,
    conditions.values,
  );
}
