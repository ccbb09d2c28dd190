import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { badUserInput } from '../../../platform/errors';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection } from '../../../platform/pagination/page';
import { isTerritoryId } from '../../../platform/territory-id';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import type { ActorsContext } from '../context';
import type { CoverageCriteria } from '../queries/coverage.queries';
import { TerritoryCoverage } from '../schema/coverage.type';
import { Territory, TerritoryConnection } from '../schema/territory.type';

const MAX_RADIUS_KM = 100;
const ORDER = 'territory.whiteZones';
const POSITION = z.tuple([z.int().min(-2147483648).max(0), z.string().refine(isTerritoryId)]);

/** A coverage and what its white zones are asked with. */
type AskedCoverage = TerritoryCoverage & { owner: string; criteria: CoverageCriteria };

/** Where nobody acts. */
@Resolver(() => Territory)
export class TerritoryCoverageResolver {
  @FieldResolver(() => TerritoryCoverage, {
    description:
      'Communes and share of the population with an active actor within reach, and the communes without (couverture, zones blanches).',
  })
  async coverage(
    @Root() territory: Territory,
    @Ctx() context: ActorsContext,
    @Arg('chainLink', () => ChainLink, {
      nullable: true,
      description: 'Actors on this link alone (maillon).',
    })
    chainLink: ChainLink | null,
    @Arg('kinds', () => [ActorKind], {
      nullable: true,
      description: 'Actors of at least one of these kinds (nature).',
    })
    kinds: ActorKind[] | null,
    @Arg('radiusKm', () => Float, {
      nullable: true,
      defaultValue: 10,
      description: 'Reach in kilometres, above 0 and up to 100.',
    })
    radius: number | null,
  ): Promise<AskedCoverage> {
    const criteria = { chainLink: chainLink ?? null, kinds: kinds ?? null, radiusKm: reach(radius ?? 10) };
    const row = await context.territories.coverage.load(criteria, territory.id);
    const placed = row.population - row.unlocatedPopulation;
    return {
      ...row,
      criteria,
      radiusKm: criteria.radiusKm,
      coveredShare: placed > 0 ? row.coveredPopulation / placed : null,
    };
  }
}

/** The communes that a coverage leaves out. */
@Resolver(() => TerritoryCoverage)
export class WhiteZonesResolver {
  @FieldResolver(() => TerritoryConnection, {
    description:
      'Communes without such an actor within reach, by population, largest first; ties by id (zones blanches).',
  })
  async whiteZones(
    @Root() { owner, criteria, ...counts }: AskedCoverage,
    @Ctx() context: ActorsContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' })
    asked: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor to go on from: an `endCursor` of the same list.',
    })
    cursor: string | null,
  ) {
    const first = pageSize(asked);
    const after = decodeCursor(ORDER, cursor, POSITION) ?? null;
    return toConnection({
      rows: await context.territories.whiteZones.load({ ...criteria, first, after }, owner),
      first,
      after: cursor,
      order: ORDER,
      keyOf: (row) => [row.weight, row.id],
      toNode: (row) => row,
      count: () => counts.communes - counts.coveredCommunes - counts.unlocated,
    });
  }
}

function reach(radius: number): number {
  // Written so that NaN fails too.
  if (radius > 0 && radius <= MAX_RADIUS_KM) return radius;
  throw badUserInput(
    `\`radiusKm\` must be above 0 and at most ${MAX_RADIUS_KM}; received ${radius}.`,
    'radiusKm',
  );
}
