import { Field, Float, ObjectType } from 'type-graphql';
import { DiagramLinkBasis } from '../../../platform/vocabulary/diagram-link-basis';
import { DiagramNodeKind } from '../../../platform/vocabulary/diagram-node-kind';
import { FlowPlace } from '../../../platform/vocabulary/flow-place';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { BalanceAsked } from '../queries/balances';
import { Quantity } from './quantity.type';

/** A place, a stage or a difference. */
@ObjectType({
  simpleResolvers: true,
  description: 'A place, a stage or a difference in a flow diagram (nœud).',
})
export class FlowDiagramNode {
  @Field(() => String, {
    description:
      'What links name it by, the same in every diagram: the kind, with the stage or the place where there are several, such as `STAGE_COLLECTED` (identifiant).',
  })
  id!: string;

  @Field(() => DiagramNodeKind, { description: 'What it stands for (nature du nœud).' })
  kind!: DiagramNodeKind;

  @Field(() => FlowStage, { nullable: true, description: 'Of a STAGE: which; else null (étape).' })
  stage!: FlowStage | null;

  @Field(() => FlowPlace, {
    nullable: true,
    description: 'Of an ORIGIN or a DESTINATION: where, seen from the territory; else null (lieu).',
  })
  place!: FlowPlace | null;

  @Field(() => String, { description: 'Its name in French, for people (libellé).' })
  label!: string;

  @Field(() => Float, {
    description:
      'Tonnes through it, to the gram. What goes in is what goes out, except where a diagram begins and ends. Of PRODUCED it is what the balance has; of a later stage, what the balance has and what was taken from inside to beyond the territory (masse).',
  })
  tonnes!: number;
}

/** Tonnes from one node to another. */
@ObjectType({
  simpleResolvers: true,
  description: 'Tonnes that go from one node of a flow diagram to another, on the right of it (lien).',
})
export class FlowDiagramLink {
  @Field(() => String, { description: 'Id of the node that it comes from (nœud source).' })
  source!: string;

  @Field(() => String, { description: 'Id of the node that it goes to (nœud cible).' })
  target!: string;

  @Field(() => Float, { description: 'Tonnes, to the gram; never 0 (masse).' })
  tonnes!: number;

  @Field(() => DiagramLinkBasis, { description: 'What the tonnes rest on (fondement).' })
  basis!: DiagramLinkBasis;
}

/** The chain of a territory as a Sankey diagram; its sources are in sum-sources.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'The chain of a territory over a calendar year, as nodes and links of a Sankey diagram (diagramme de flux). It holds the flows of FlowBalance, and those of later stages than production that leave the territory. Stages and places are as declared; a stage takes what earlier stages have left, the nearest first; what is then left, or lacking, is shown as a difference. Goods from outside are no goods of an earlier stage here, goods gone outside are none of a later one; declared as coming in or going out at several stages, they count once.',
})
export class FlowDiagram {
  @Field(() => [FlowDiagramNode], {
    description: 'From left to right; none where no tonne is known, and none of 0 tonnes (nœuds).',
  })
  nodes!: FlowDiagramNode[];

  @Field(() => [FlowDiagramLink], {
    description: 'In the order of the nodes; one at most between two nodes, without cycles (liens).',
  })
  links!: FlowDiagramLink[];

  @Field(() => [Quantity], {
    description:
      'Quantities of the same flows that could not be turned into tonnes and are in no node, one line a unit, over the four stages together (quantités non converties).',
  })
  unconverted!: Quantity[];

  /** Not a field: what was asked, for the sources behind it. */
  asked!: BalanceAsked;
}
