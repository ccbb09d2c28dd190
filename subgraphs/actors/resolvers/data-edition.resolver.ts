import { Ctx, Query, Resolver } from 'type-graphql';
import type { ActorsContext } from '../context';
import { dataEdition } from '../queries/data-edition.queries';
import { DataEdition } from '../schema/data-edition.type';

/** Which state of the bundled data is served. */
@Resolver()
export class DataEditionResolver {
  @Query(() => DataEdition, {
    nullable: true,
    description:
      'State of the bundled data that is served, to be cited with results; null before the first load.',
  })
  dataEdition(@Ctx() context: ActorsContext): Promise<DataEdition | null> {
    return dataEdition(context.database);
  }
}
