import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../../platform/pagination/connection.type';
import { GraphQLDecimal, GraphQLISODate } from '../../../platform/scalars';
import { Confidence } from '../../../platform/vocabulary/confidence';
import { Nature } from '../../../platform/vocabulary/nature';
import { ProjectStub } from './project.stub';

/** What an impact measure counts. */
@ObjectType({ simpleResolvers: true, description: 'What an impact measure counts (indicateur).' })
export class Indicator {
  @Field(() => String, { description: 'Stable code, a slug; what ImpactFilter.indicators takes (code).' })
  code!: string;

  @Field(() => String, { description: 'Name in French (nom).' })
  name!: string;

  @Field(() => String, { description: 'Unit in which it is counted, in French (unité).' })
  unit!: string;

  @Field(() => String, { description: 'What is counted and what is not, in French (définition).' })
  definition!: string;
}

/** A figure that is no mass; its sources are in impact.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'One impact figure that is not a mass: beneficiaries, households, meals a day, insertion jobs, structures served, baskets… (mesure d’impact).',
})
export class ImpactMeasure {
  @Field(() => ID, { description: 'Stable id, `measure:…` (identifiant).' })
  id!: string;

  @Field(() => ProjectStub, { description: 'Project it is a figure of (projet).' })
  project!: ProjectStub;

  @Field(() => Indicator, { description: 'What is counted (indicateur).' })
  indicator!: Indicator;

  @Field(() => GraphQLDecimal, { description: 'The figure, exact, with the digits of the source (valeur).' })
  value!: string;

  @Field(() => String, {
    description: 'Unit as the source states it, in French; may be narrower than the indicator’s (unité).',
  })
  unit!: string;

  @Field(() => Nature, { description: 'Realised or planned; never to be summed together (nature).' })
  nature!: Nature;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'First day it stands for, null when the source does not date it (début).',
  })
  periodStart!: string | null;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'Last day it stands for, included; null when the source does not say (fin).',
  })
  periodEnd!: string | null;

  @Field(() => Confidence, { description: 'How sure the figure is (niveau de confiance).' })
  confidence!: Confidence;
}

export const ImpactMeasureConnection = connectionType(
  () => ImpactMeasure,
  'ImpactMeasure',
  'code of the indicator; then first day of the period, undated last; then id.',
);
