import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ActorsContext } from '../context';
import { PatRecognition } from '../schema/actor-status.type';
import { Territory } from '../schema/territory.type';

/** Where a recognised PAT stands. */
@Resolver(() => PatRecognition)
export class PatRecognitionResolver {
  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'Area of the project, when known (périmètre).',
  })
  territory(@Root() { territoryId }: PatRecognition, @Ctx() context: ActorsContext) {
    return territoryId === null ? null : context.territories.byId.load(territoryId);
  }
}
