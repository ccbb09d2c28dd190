import { Field, Float, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../../../platform/scalars';
import { Source } from '../../../platform/source';
import { ResourceKind } from '../../../platform/vocabulary/resource-kind';
import { Actor } from './actor.stub';

@ObjectType({
  description: 'One line of the mix of resources of a project, as the source states it (ressource).',
  simpleResolvers: true,
})
export class ResourceLine {
  @Field(() => ResourceKind, { description: 'Kind of resource (nature de la ressource).' })
  kind!: ResourceKind;

  @Field(() => String, { description: 'What it is, in French (libellé).' })
  label!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the budget that the line speaks of, 0 to 1, when stated (part).',
  })
  share!: number | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: 'Amount in euros, when stated (montant).' })
  amount!: string | null;

  @Field(() => Actor, { nullable: true, description: 'Who pays, when one body is named (financeur).' })
  funder!: Actor | null;

  @Field(() => [Source], { description: 'Where this line comes from.' })
  sources!: Source[];
}
