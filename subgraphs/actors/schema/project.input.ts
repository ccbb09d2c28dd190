import { Field, ID, InputType } from 'type-graphql';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { ProjectStatus } from '../../../platform/vocabulary/project-status';

/** Conditions on projects; all must hold. */
@InputType({
  description: 'Conditions on projects; all must hold. A condition left out or null asks nothing.',
})
export class ProjectFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the title or summary; accents, case and typing errors are forgiven. At most 100 characters.',
  })
  search?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Takes place in this territory, of any level, or below it (territoire).',
  })
  territory?: string | null;

  @Field(() => [ChainLink], { nullable: true, description: 'Covers at least one of these links (maillons).' })
  chainLinks?: ChainLink[] | null;

  @Field(() => ProjectStatus, { nullable: true, description: 'In this state (état).' })
  status?: ProjectStatus | null;

  @Field(() => ID, { nullable: true, description: 'Carried by this actor (porteur).' })
  carrier?: string | null;
}
