import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { entityId } from '../../platform/identifiers';
import { SiaeKind } from '../../platform/vocabulary/siae-kind';
import { FinancingRuleEntity } from '../../subgraphs/financing/entities/financing-rule.entity';
import {
  EligibleExpenseEntity,
  FundCriterionEntity,
  FundingVehicleEntity,
  PolicyRecommendationEntity,
} from '../../subgraphs/financing/entities/funding-guidance.entity';
import { FundingSchemeEntity } from '../../subgraphs/financing/entities/funding-scheme.entity';
import {
  ProjectFactEntity,
  ProjectPartyEntity,
  ProjectUsefulEffectEntity,
  ResourceLineEntity,
} from '../../subgraphs/financing/entities/project-financing.entity';
import { SourceEntity } from '../../subgraphs/financing/entities/source.entity';
import { UsefulEffectEntity } from '../../subgraphs/financing/entities/useful-effect.entity';
import { isLucrative } from '../../subgraphs/financing/rules/lucrative-sector';
import { attributedTerritories } from '../../subgraphs/financing/writes/attribution';
import { exactly, writeAwards } from '../../subgraphs/financing/writes/write-awards';
import type { ActorRecord, ProjectRecord } from './format';
import type { Report } from './read';

/** What this load reads of the report. */
type FinancingReport = Omit<Report, 'products' | 'indicators' | 'activities' | 'pats'>;

/**
 * Brings all that the report holds on funding into the schema `financing`: what this source held before and no
 * longer states goes, the rest is inserted or refreshed. Runs in the caller's transaction.
 */
export async function loadFinancing(manager: EntityManager, report: FinancingReport): Promise<void> {
  const { source } = report;
  const { date = null, url = null, licence = null } = source;
  await manager.upsert(SourceEntity, { ...source, date, url, licence, kind: 'REPORT' }, ['slug']);
  await upsertSchemes(manager, report);
  await upsertUsefulEffects(manager, report);
  await loadAwards(manager, report);
  await rewriteProjects(manager, report);
  await rewriteGuidance(manager, report);
  // Last: no award of this source names them any more; another source may still do.
  await manager.query(
    `DELETE FROM funding_scheme WHERE source = $1 AND id <> ALL ($2::text[])
       AND NOT EXISTS (SELECT FROM award WHERE award.scheme = funding_scheme.id)`,
    [source.slug, report.schemes.map(({ slug }) => entityId('scheme', slug))],
  );
}

async function upsertSchemes(manager: EntityManager, { schemes, source }: FinancingReport): Promise<void> {
  if (schemes.length === 0) return;
  await manager.upsert(
    FundingSchemeEntity,
    schemes.map(({ slug, operator, ...scheme }, rank) => ({
      ...scheme,
      id: entityId('scheme', slug),
      rank,
      operator: actorId(operator),
      source: source.slug,
    })),
    ['id'],
  );
}

async function upsertUsefulEffects(
  manager: EntityManager,
  { usefulEffects, source }: FinancingReport,
): Promise<void> {
  const rows = usefulEffects.map((effect, rank) => ({
    ...effect,
    rank,
    funders: effect.funders.map((slug) => entityId('actor', slug)),
    schemes: effect.schemes.map((slug) => entityId('scheme', slug)),
    source: source.slug,
  }));
  if (rows.length > 0) await manager.upsert(UsefulEffectEntity, rows, ['code']);
  await manager.query('DELETE FROM useful_effect WHERE source = $1 AND code <> ALL ($2::text[])', [
    source.slug,
    rows.map(({ code }) => code),
  ]);
}

/** Each award belongs where its project acts. */
async function loadAwards(manager: EntityManager, { projects, source }: FinancingReport): Promise<void> {
  const territories = await attributedTerritories(
    manager,
    new Map(
      projects
        .filter(({ awards }) => awards.length > 0)
        .map((project) => [entityId('project', project.slug), project.territories]),
    ),
  );
  const awards = projects.flatMap((project) =>
    project.awards.map(({ key, locator, ...award }) => ({
      ...award,
      id: entityId('award', `${source.slug}-${project.slug}-${key}`),
      funder: actorId(award.funder),
      recipient: actorId(award.recipient),
      project: entityId('project', project.slug),
      scheme: award.scheme === undefined ? null : entityId('scheme', award.scheme),
      amount: award.amount ?? null,
      share: award.share ?? null,
      date: award.date ?? null,
      periodStart: award.periodStart ?? null,
      periodEnd: award.periodEnd ?? null,
      territory: territories.get(entityId('project', project.slug)) ?? null,
      citations: [{ source: source.slug, locator }],
    })),
  );
  await manager.query(`DELETE FROM award WHERE starts_with(id, $1) AND id <> ALL ($2::text[])`, [
    entityId('award', `${source.slug}-`),
    awards.map(({ id }) => id),
  ]);
  await writeAwards(manager, awards);
}

async function rewriteProjects(manager: EntityManager, report: FinancingReport): Promise<void> {
  const source = report.source.slug;
  const each = <Row>(rows: (project: ProjectRecord, id: string) => Row[]): Row[] =>
    report.projects.flatMap((project) => rows(project, entityId('project', project.slug)));
  await rewrite(
    manager,
    ResourceLineEntity,
    source,
    each((record, project) =>
      record.resources.map((line, rank) => ({
        ...line,
        project,
        rank,
        share: exactly(line.share ?? null, 8),
        amount: exactly(line.amount ?? null, 2),
        funder: actorId(line.funder),
      })),
    ),
  );
  const actors = new Map(report.actors.map((actor) => [actor.slug, actor]));
  await rewrite(
    manager,
    ProjectPartyEntity,
    source,
    each((record, project) => parties(record, actors).map((party) => ({ ...party, project }))),
  );
  await rewrite(
    manager,
    ProjectFactEntity,
    source,
    each((record, project) => [
      ...fact(project, 'SINGLE_FUNDER', record.facts.singleFunder),
      ...fact(project, 'UNSECURED_FUNDING', record.facts.unsecuredFunding),
    ]),
  );
  await rewrite(
    manager,
    ProjectUsefulEffectEntity,
    source,
    each((record, project) => record.usefulEffects.map((effect) => ({ project, effect }))),
  );
}

async function rewriteGuidance(manager: EntityManager, report: FinancingReport): Promise<void> {
  const source = report.source.slug;
  const ranked = <Row extends object>(rows: readonly Row[]) => rows.map((row, rank) => ({ ...row, rank }));
  await rewrite(
    manager,
    FinancingRuleEntity,
    source,
    ranked(report.rules).map((rule) => ({ ...rule, threshold: rule.threshold ?? null })),
  );
  await rewrite(manager, FundCriterionEntity, source, ranked(report.criteria));
  await rewrite(manager, EligibleExpenseEntity, source, ranked(report.expenses));
  await rewrite(manager, FundingVehicleEntity, source, ranked(report.vehicles));
  await rewrite(manager, PolicyRecommendationEntity, source, report.recommendations);
}

/** Carriers, and recipients of awards that are none: what the rules ask of each. */
function parties(project: ProjectRecord, actors: ReadonlyMap<string, ActorRecord>) {
  const recipients = project.awards.flatMap(({ recipient }) => (recipient === undefined ? [] : [recipient]));
  return [...new Set([...project.carriers, ...recipients])].map((slug) => {
    const actor = actors.get(slug);
    const agreements = (actor?.statuses ?? []).flatMap((status) =>
      status.type === 'SIAE_AGREEMENT' ? [status.kind] : [],
    );
    return {
      actor: entityId('actor', slug),
      carrier: project.carriers.includes(slug),
      lucrative: isLucrative(actor?.kinds ?? [], agreements),
      aci: agreements.includes(SiaeKind.ACI),
    };
  });
}

function fact(project: string, name: string, locator: string | undefined) {
  return locator === undefined ? [] : [{ project, fact: name, locator }];
}

function actorId(slug: string | undefined): string | null {
  return slug === undefined ? null : entityId('actor', slug);
}

/** Rows that nothing refers to are written anew as a whole. */
async function rewrite<Entity extends ObjectLiteral & { source: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  source: string,
  rows: readonly object[],
): Promise<void> {
  const table = manager.connection.getMetadata(entity).tableName;
  await manager.query(`DELETE FROM ${table} WHERE source = $1`, [source]);
  // The rows of one entity differ from another's; the tables check them.
  if (rows.length > 0) await manager.insert(entity, rows.map((row) => ({ ...row, source })) as never);
}
