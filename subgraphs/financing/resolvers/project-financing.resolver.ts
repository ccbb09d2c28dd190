import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { Source } from '../../../platform/source';
import type { FinancingContext } from '../context';
import { raiseAlerts, type RaisedAlert } from '../rules/alerts';
import type { ProjectFunding } from '../rules/project-funding';
import { publicShare } from '../rules/public-share';
import { Award } from '../schema/award.type';
import { FinancingAlert } from '../schema/financing-alert.type';
import { ProjectFinancing } from '../schema/project-financing.type';
import { ResourceLine } from '../schema/resource-line.type';
import { UsefulEffect } from '../schema/useful-effect.type';
import { toAward } from './award.list';
import { citedSources } from './cited-source';
import { toUsefulEffect } from './useful-effect.resolver';

/** The financing of a project; all projects of a request share each statement. */
@Resolver(() => ProjectFinancing)
export class ProjectFinancingResolver {
  @FieldResolver(() => [Award], {
    description:
      'All its awards, realised and planned, each with its nature; latest first, then by id (aides).',
  })
  async awards(@Root() { projectId }: ProjectFinancing, @Ctx() context: FinancingContext): Promise<Award[]> {
    return (await context.loaders.projectAwards.load(projectId)).map(toAward);
  }

  @FieldResolver(() => [ResourceLine], {
    description:
      'The mix as the source states it, in its order; a line may have a share, an amount, both or neither (ressources).',
  })
  async resources(
    @Root() { projectId }: ProjectFinancing,
    @Ctx() context: FinancingContext,
  ): Promise<ResourceLine[]> {
    const rows = await context.loaders.projectResources.load(projectId);
    return Promise.all(
      rows.map(async (row) => ({
        ...row,
        share: row.share === null ? null : Number(row.share),
        funder: row.funder === null ? null : { id: row.funder },
        sources: await citedSources(context, [row]),
      })),
    );
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Share of public money, 0 to 1, as far as the source states shares: the sum of the shares of public grants and job subsidies among the resource lines, or, when no line states a share, of public funders among the realised awards. Null when no share is stated, when a public line has none and the stated ones do not make a whole, or when they make more than a whole (several mixes). Nothing is guessed (part publique).',
  })
  async publicShare(
    @Root() { projectId }: ProjectFinancing,
    @Ctx() context: FinancingContext,
  ): Promise<number | null> {
    const [resources, awards] = await Promise.all([
      context.loaders.projectResources.load(projectId),
      context.loaders.projectAwards.load(projectId),
    ]);
    const share = publicShare({ resources, awards });
    return share === null ? null : Number(share);
  }

  @FieldResolver(() => [UsefulEffect], {
    description: 'Useful effects that the source sees in it, in the order of the table (effets utiles).',
  })
  async usefulEffects(
    @Root() { projectId }: ProjectFinancing,
    @Ctx() context: FinancingContext,
  ): Promise<UsefulEffect[]> {
    const rows = await context.loaders.projectUsefulEffects.load(projectId);
    return Promise.all(rows.map((row) => toUsefulEffect(context, row)));
  }

  @FieldResolver(() => [FinancingAlert], {
    description:
      'Rules on financing stated by the report that the data of the project meets, in the order of the rules (points de vigilance).',
  })
  async alerts(
    @Root() { projectId }: ProjectFinancing,
    @Ctx() context: FinancingContext,
  ): Promise<FinancingAlert[]> {
    const [rules, funding] = await Promise.all([context.loaders.rules(), projectFunding(context, projectId)]);
    return (await Promise.all(raiseAlerts(rules, funding).map((alert) => toAlert(context, alert)))).flat();
  }
}

async function projectFunding(context: FinancingContext, projectId: string): Promise<ProjectFunding> {
  const { projectParties, projectResources, projectAwards, projectFacts } = context.loaders;
  const [parties, resources, awards, facts] = await Promise.all([
    projectParties.load(projectId),
    projectResources.load(projectId),
    projectAwards.load(projectId),
    projectFacts.load(projectId),
  ]);
  return {
    parties,
    resources,
    awards,
    singleFunder: facts.find(({ fact }) => fact === 'SINGLE_FUNDER') ?? null,
    unsecuredFunding: facts.find(({ fact }) => fact === 'UNSECURED_FUNDING') ?? null,
  };
}

async function toAlert(
  context: FinancingContext,
  { rule, message, finding }: RaisedAlert,
): Promise<FinancingAlert[]> {
  const [[source], cited, ofAwards] = await Promise.all([
    citedSources(context, [rule]),
    citedSources(context, finding.citations),
    Promise.all(finding.awards.map((id) => context.loaders.awardSources.load(id))),
  ]);
  // The table refers to the sources: a rule always has one.
  if (source === undefined) return [];
  return [{ code: rule.code, message, source, evidence: distinct([...cited, ...ofAwards.flat()]) }];
}

function distinct(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [`${source.title} ${source.locator}`, source])).values()];
}
