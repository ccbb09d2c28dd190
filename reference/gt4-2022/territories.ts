import type { Geography } from '../cog/geography';
import type { Report, ReportFault } from './read';

/** Territories that the report's data name and the geography does not hold. */
export function unknownTerritories(report: Report, geography: Geography): ReportFault[] {
  const known = new Set([
    ...geography.territories.map(({ id }) => id),
    ...geography.aliases.map(({ id }) => id),
  ]);
  const faults: ReportFault[] = [];
  const check = (file: string, path: string, id: string | undefined): void => {
    if (id !== undefined && !known.has(id))
      faults.push({ file, path, reason: `no territory has the id "${id}"` });
  };
  for (const actor of report.actors) {
    check('actors/', `${actor.slug}.territory`, actor.territory);
    for (const status of actor.statuses) {
      if (status.type === 'PAT_RECOGNITION') check('actors/', `${actor.slug}.statuses`, status.territory);
    }
  }
  for (const project of report.projects) {
    const file = `projects/ (${project.slug})`;
    for (const id of project.territories) check(file, 'territories', id);
    for (const flow of project.flows) {
      check(file, `flows.${flow.key}.origin`, flow.origin);
      check(file, `flows.${flow.key}.destination`, flow.destination);
    }
  }
  return faults;
}
