import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { FlowRole } from '../../../platform/vocabulary/flow-role';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { pageSize } from '../../../platform/pagination/page';
import type { FlowsContext } from '../context';
import { requireYear } from '../rules/asked-period';
import { FlowDiagram } from '../schema/flow-diagram.type';
import { FlowMatrix } from '../schema/flow-matrix.type';
import { TopActors, TopProducts } from '../schema/flow-ranking.type';
import { FIRST, NATURE } from '../schema/list-arguments';
import { TerritoryStub } from '../schema/territory.stub';
import { diagramNode } from './flow-diagram-node';
import { matrixNode, MAX_CELLS, requireCells, requireMatrixLevel } from './flow-matrix-node';
import { topActorsNode, topProductsNode } from './flow-ranking-node';

const YEAR = 'Calendar year, 1900 to 2100 (année).';
const ANY_YEAR = 'Calendar year, 1900 to 2100; left out, all years (année).';
const ANY_STAGE =
  'One stage; left out, the four together, where goods declared at several stages count at each (étape).';

/** What is drawn of the flows of a territory: diagram, matrix, rankings. */
@Resolver(() => TerritoryStub)
export class TerritoryViewsResolver {
  @FieldResolver(() => FlowDiagram, {
    description:
      'The chain of the territory in a year as nodes and links of a Sankey diagram, which conserves mass to the gram and tells what is declared from what is a difference (diagramme de flux).',
  })
  async flowDiagram(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('year', () => Int, { description: YEAR }) year: number,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
  ): Promise<FlowDiagram> {
    const asked = { territory: territory.id, year: requireYear(year), nature: nature ?? Nature.ACTUAL };
    return diagramNode(asked, await context.loaders.diagrams.load(asked));
  }

  @FieldResolver(() => FlowMatrix, {
    description:
      'Where the goods of a stage come from and go to in a year, between territories of a level, over the flows with an end in this territory (matrice origine-destination).',
  })
  async flowMatrix(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('year', () => Int, { description: YEAR }) year: number,
    @Arg('level', () => TerritoryLevel, {
      description: 'REGION, DEPARTEMENT or EPCI; BAD_USER_INPUT otherwise (niveau).',
    })
    level: TerritoryLevel,
    @Arg('stage', () => FlowStage, {
      nullable: true,
      defaultValue: FlowStage.DISTRIBUTED,
      description: 'Stage of the chain; null also means DISTRIBUTED (étape).',
    })
    stage: FlowStage | null,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 100,
      description: `How many cells at most, 1 to ${MAX_CELLS}; BAD_USER_INPUT otherwise.`,
    })
    first: number | null,
  ): Promise<FlowMatrix> {
    const asked = {
      territory: territory.id,
      year: requireYear(year),
      level: requireMatrixLevel(level),
      stage: stage ?? FlowStage.DISTRIBUTED,
      nature: nature ?? Nature.ACTUAL,
      first: requireCells(first ?? 100),
    };
    return matrixNode(asked, await context.loaders.matrices.load(asked));
  }

  @FieldResolver(() => TopProducts, {
    description: 'Products by mass in the flows within the territory (principaux produits).',
  })
  async topProducts(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('year', () => Int, { nullable: true, description: ANY_YEAR }) year: number | null,
    @Arg('stage', () => FlowStage, { nullable: true, description: ANY_STAGE }) stage: FlowStage | null,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 10, description: FIRST }) first: number | null,
  ): Promise<TopProducts> {
    const asked = ranking(territory, { year, stage, nature, first });
    return topProductsNode(asked, await context.loaders.topProducts.load(asked));
  }

  @FieldResolver(() => TopActors, {
    description:
      'Actors by mass in the flows within the territory, wherever the actors themselves are (principaux acteurs).',
  })
  async topActors(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('year', () => Int, { nullable: true, description: ANY_YEAR }) year: number | null,
    @Arg('stage', () => FlowStage, { nullable: true, description: ANY_STAGE }) stage: FlowStage | null,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
    @Arg('role', () => FlowRole, {
      nullable: true,
      defaultValue: FlowRole.PROVIDER,
      description: 'As providers or as receivers; null also means PROVIDER (rôle).',
    })
    role: FlowRole | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 10, description: FIRST }) first: number | null,
  ): Promise<TopActors> {
    const asked = ranking(territory, { year, stage, nature, first });
    const rows = await context.loaders.topActors.load({ ...asked, role: role ?? FlowRole.PROVIDER });
    return topActorsNode(asked, rows);
  }
}

function ranking(
  territory: TerritoryStub,
  asked: { year: number | null; stage: FlowStage | null; nature: Nature | null; first: number | null },
) {
  return {
    territory: territory.id,
    year: asked.year === null || asked.year === undefined ? null : requireYear(asked.year),
    stage: asked.stage ?? null,
    nature: asked.nature ?? Nature.ACTUAL,
    first: pageSize(asked.first, 10),
  };
}
