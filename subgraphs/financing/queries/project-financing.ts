import type { Database } from '../../../platform/database';
import type { ResourceKind } from '../../../platform/vocabulary/resource-kind';

/** A line of a project's mix of resources. */
export interface ResourceLineRow {
  project: string;
  kind: ResourceKind;
  label: string;
  share: string | null;
  amount: string | null;
  funder: string | null;
  source: string;
  locator: string;
}

/** Resource lines of projects, in the order of the source. */
export function resourcesOfProjects(
  database: Database,
  projects: readonly string[],
): Promise<ResourceLineRow[]> {
  return database.rows<ResourceLineRow>(
    'financing.projects.resources',
    `SELECT project, kind, label, share, amount, funder, source, locator FROM resource_line
     WHERE project = ANY($1::text[]) ORDER BY project, rank, key`,
    [projects],
  );
}

/** A carrier of a project, or a recipient of its awards. */
export interface ProjectPartyRow {
  project: string;
  actor: string;
  carrier: boolean;
  /** Of the lucrative sector: a company, or an EI or ETTI that is no ACI or AI besides. */
  lucrative: boolean;
  /** Holds an agreement as ACI. */
  aci: boolean;
}

export function partiesOfProjects(
  database: Database,
  projects: readonly string[],
): Promise<ProjectPartyRow[]> {
  return database.rows<ProjectPartyRow>(
    'financing.projects.parties',
    `SELECT project, actor, carrier, lucrative, aci FROM project_party
     WHERE project = ANY($1::text[]) ORDER BY project, actor`,
    [projects],
  );
}

/** What a source says of a project’s funding in words. */
export interface ProjectFactRow {
  project: string;
  fact: 'SINGLE_FUNDER' | 'UNSECURED_FUNDING';
  source: string;
  locator: string;
}

export function factsOfProjects(database: Database, projects: readonly string[]): Promise<ProjectFactRow[]> {
  return database.rows<ProjectFactRow>(
    'financing.projects.facts',
    'SELECT project, fact, source, locator FROM project_fact WHERE project = ANY($1::text[])',
    [projects],
  );
}

/** A rule on financing that the source states. */
export interface FinancingRuleRow {
  code: string;
  message: string;
  threshold: string | null;
  source: string;
  locator: string;
}

export function financingRules(database: Database): Promise<FinancingRuleRow[]> {
  return database.rows<FinancingRuleRow>(
    'financing.rules',
    'SELECT code, message, threshold, source, locator FROM financing_rule ORDER BY rank, code',
    [],
  );
}
