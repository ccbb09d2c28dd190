import { Field, ID, ObjectType } from 'type-graphql';
import { SuggestionKind } from '../../../platform/vocabulary/suggestion-kind';

/** A line under a search box. */
@ObjectType({
  simpleResolvers: true,
  description: 'What a text being typed may mean, for a search box (suggestion).',
})
export class Suggestion {
  @Field(() => SuggestionKind, { description: 'What it leads to (nature).' })
  kind!: SuggestionKind;

  @Field(() => ID, { description: 'Id of the actor, territory or project.' })
  id!: string;

  @Field(() => String, { description: 'What to show: its name or title (libellé).' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What tells it from others of the name, in French: the place of an actor or project, the level and département of a territory (précision).',
  })
  detail!: string | null;
}
