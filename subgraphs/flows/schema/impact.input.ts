import { Field, ID, InputType, Int } from 'type-graphql';
import { Nature } from '../../../platform/vocabulary/nature';

/** Conditions on impact measures; all must hold. */
@InputType({
  description:
    'Conditions on impact measures; all must hold. A condition left out or null asks nothing, except `nature`; an empty list lets nothing through.',
})
export class ImpactFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Of one of these indicators, by code (indicateurs).',
  })
  indicators?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this project (projet).' })
  project?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Counted in this territory or below it. A measure counts in the narrowest territory that holds all the territories of its project, never in its parts. An unknown territory is BAD_USER_INPUT (territoire).',
  })
  territory?: string | null;

  @Field(() => Nature, {
    nullable: true,
    description: 'Realised or planned; left out it means ACTUAL (nature).',
  })
  nature?: Nature | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'With a day in this calendar year, 1900 to 2100; undated measures belong to no year (année).',
  })
  year?: number | null;
}
