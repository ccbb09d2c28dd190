import { Directive, Field, ObjectType } from 'type-graphql';
import { GraphQLISODate } from './scalars';

/** Where a figure or a record comes from. */
@Directive('@shareable')
@ObjectType({
  description:
    'Where a figure or a record comes from. Every flow, impact measure, award and project has at least one.',
})
export class Source {
  @Field(() => String, { description: 'Title of the document or data set (titre).' })
  title!: string;

  @Field(() => String, { description: 'Who publishes it (éditeur).' })
  publisher!: string;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'Date of publication, when known (date de publication).',
  })
  date!: string | null;

  @Field(() => String, { nullable: true, description: 'Address where it can be read, when there is one.' })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'Licence of reuse, when stated (licence).' })
  licence!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where in the source: page and section of a report, row of a file. Null on sums, which draw on many places.',
  })
  locator!: string | null;
}
