import DataLoader from 'dataloader';
import type { Database } from '../../../platform/database';
import type { ActorCriteria } from '../queries/actor-conditions';
import { countFacets, type Count, type CountedValue } from '../queries/actor-facets.queries';

/** The counts of one filter: those that an operation asks for are one statement, the others are not reckoned. */
export class FacetLoader {
  private readonly counts: DataLoader<Count, CountedValue[]>;

  constructor(
    database: Database,
    private readonly criteria: ActorCriteria,
  ) {
    this.counts = new DataLoader<Count, CountedValue[]>(async (asked) => {
      const rows = await countFacets(database, criteria, asked);
      return asked.map((count) => rows.filter(({ counted }) => counted === count));
    });
  }

  get filter(): ActorCriteria['filter'] {
    return this.criteria.filter;
  }

  load(count: Count): Promise<CountedValue[]> {
    return this.counts.load(count);
  }
}
