import { isRna, isSiren, isSiret } from '../../platform/identifiers';
import { isISODate } from '../../platform/scalars';
import type { Report, ReportFault } from './read';

/** What a shape cannot see: slugs that nobody holds, doubles, dates off the calendar, periods that end before they begin. */
export function brokenReferences(report: Report, fileOfProject: (slug: string) => string): ReportFault[] {
  const faults: ReportFault[] = [];
  const fault = (file: string, path: string, reason: string): number => faults.push({ file, path, reason });

  const known = {
    actor: unique(report.actors, (actor) => actor.slug, 'actors/', fault),
    project: unique(report.projects, (project) => project.slug, 'projects/', fault),
    product: unique(report.products, (product) => product.code, 'products.yaml', fault),
    indicator: unique(report.indicators, (indicator) => indicator.code, 'indicators.yaml', fault),
    activity: unique(report.activities, (activity) => activity.code, 'activities.yaml', fault),
    scheme: unique(report.schemes, (scheme) => scheme.slug, 'schemes.yaml', fault),
    'useful effect': unique(report.usefulEffects, (effect) => effect.code, 'useful-effects.yaml', fault),
  };
  unique(report.projects, (project) => `sheet ${project.sheet}`, 'projects/', fault);
  unique(report.criteria, (criterion) => criterion.code, 'fund-criteria.yaml', fault);
  unique(report.expenses, (expense) => expense.code, 'eligible-expenses.yaml', fault);
  unique(report.vehicles, (vehicle) => vehicle.code, 'funding-vehicles.yaml', fault);
  unique(report.rules, (rule) => rule.code, 'financing-rules.yaml', fault);

  const check = (
    kind: keyof typeof known,
    file: string,
    path: string,
    slugs: (string | undefined)[],
  ): void => {
    for (const slug of slugs) {
      if (slug !== undefined && !known[kind].has(slug))
        fault(file, path, `no ${kind} has the slug "${slug}"`);
    }
  };
  const dates = (file: string, path: string, from?: string, to?: string): void => {
    for (const day of [from, to]) {
      if (day !== undefined && !isISODate(day)) fault(file, path, `"${day}" is not a day of the calendar`);
    }
    if (from !== undefined && to !== undefined && from > to)
      fault(file, path, `the period ends (${to}) before it begins (${from})`);
  };

  for (const actor of report.actors) {
    const path = `actor ${actor.slug}`;
    check('actor', 'actors/', `${path}.networks`, actor.networks);
    if (actor.siren !== undefined && !isSiren(actor.siren)) fault('actors/', path, 'siren fails its check');
    if (actor.siret !== undefined && !isSiret(actor.siret)) fault('actors/', path, 'siret fails its check');
    if (actor.rna !== undefined && !isRna(actor.rna)) fault('actors/', path, 'rna is not an RNA number');
  }
  for (const scheme of report.schemes)
    check('actor', 'schemes.yaml', `${scheme.slug}.operator`, [scheme.operator]);
  for (const effect of report.usefulEffects) {
    check('actor', 'useful-effects.yaml', `${effect.code}.funders`, effect.funders);
    check('scheme', 'useful-effects.yaml', `${effect.code}.schemes`, effect.schemes);
  }
  for (const project of report.projects) {
    const file = fileOfProject(project.slug);
    check('actor', file, 'carriers', project.carriers);
    check('actor', file, 'partners', project.partners);
    check('activity', file, 'activities', project.activities);
    check('useful effect', file, 'usefulEffects', project.usefulEffects);
    for (const list of ['flows', 'measures', 'awards', 'resources'] as const) {
      unique(project[list] as { key: string }[], (record) => record.key, `${file} ${list}`, fault);
    }
    for (const flow of project.flows) {
      const path = `flows.${flow.key}`;
      check('product', file, path, [flow.product]);
      check('actor', file, path, [flow.provider, flow.receiver]);
      dates(file, path, flow.periodStart, flow.periodEnd);
    }
    for (const measure of project.measures) {
      const path = `measures.${measure.key}`;
      check('indicator', file, path, [measure.indicator]);
      dates(file, path, measure.periodStart, measure.periodEnd);
    }
    for (const award of project.awards) {
      const path = `awards.${award.key}`;
      check('actor', file, path, [award.funder, award.recipient]);
      check('scheme', file, path, [award.scheme]);
      dates(file, path, award.periodStart, award.periodEnd);
      dates(file, path, award.date);
    }
    for (const resource of project.resources)
      check('actor', file, `resources.${resource.key}`, [resource.funder]);
  }
  return faults;
}

function unique<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  file: string,
  fault: (file: string, path: string, reason: string) => void,
): Set<string> {
  const seen = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (seen.has(key)) fault(file, key, 'stands twice');
    seen.add(key);
  }
  return seen;
}
