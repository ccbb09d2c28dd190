import type { Database } from '../../../platform/database';

export interface UsefulEffectRow {
  code: string;
  name: string;
  funders: string[];
  schemes: string[];
  source: string;
  locator: string;
}

const COLUMNS = `useful_effect.code, useful_effect.name, useful_effect.funders, useful_effect.schemes,
  useful_effect.source, useful_effect.locator`;

/** All useful effects, in the order of the source. */
export function usefulEffects(database: Database): Promise<UsefulEffectRow[]> {
  return database.rows<UsefulEffectRow>(
    'financing.effects.all',
    `SELECT ${COLUMNS} FROM useful_effect ORDER BY rank, code`,
    [],
  );
}

/** Useful effects that the sources see in projects. */
export function usefulEffectsOfProjects(
  database: Database,
  projects: readonly string[],
): Promise<(UsefulEffectRow & { project: string })[]> {
  return database.rows(
    'financing.effects.ofProjects',
    `SELECT project_useful_effect.project, ${COLUMNS}
     FROM project_useful_effect JOIN useful_effect ON useful_effect.code = project_useful_effect.effect
     WHERE project_useful_effect.project = ANY($1::text[])
     ORDER BY project_useful_effect.project, useful_effect.rank, useful_effect.code`,
    [projects],
  );
}
