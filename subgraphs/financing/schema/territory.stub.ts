import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by the actors subgraph; its awards and their sums are added here. */
@Directive('@key(fields: "id")')
@ObjectType('Territory', { description: 'A territory: France, région, département, EPCI, commune or PAT.' })
export class Territory {
  @Field(() => ID, { description: 'Level and official code, such as departement:41; france.' })
  id!: string;
}
