import { Circuit } from '../../platform/vocabulary/circuit';
import { Confidence } from '../../platform/vocabulary/confidence';
import { FlowStage } from '../../platform/vocabulary/flow-stage';
import { Nature } from '../../platform/vocabulary/nature';
import { SupplyMode } from '../../platform/vocabulary/supply-mode';
import { Directory, type Role, type SyntheticActor } from './actors';
import { dayName, drawDay, monthAround, yearAround } from './calendar';
import { Places, type Commune, type Country, type Departement } from './country';
import type { SyntheticFlow } from './flow';
import { asDeclared, GOODS, type Goods } from './goods';
import { Random } from './random';
import { Weighted } from './weighted';

/** What one event of a chain moves. */
interface Move {
  stage: FlowStage;
  product: string;
  kilograms: number;
  /** First day, as a number. */
  day: number;
  provider: SyntheticActor | undefined;
  receiver: SyntheticActor | undefined;
  mode: SupplyMode | '';
  batch: string;
  inputs?: readonly string[];
}

/** How long a declaration lasts; the rest is of one day. */
const LASTING = new Weighted<'day' | 'week' | 'month' | 'quarter' | 'year'>([
  ['day', 66],
  ['week', 22],
  ['month', 9],
  ['quarter', 2],
  ['year', 1],
]);
const CIRCUITS = new Weighted<Circuit | ''>([
  [Circuit.LOCAL_SOLIDARITY, 45],
  [Circuit.MIXED, 25],
  [Circuit.LONG, 20],
  ['', 10],
]);
const CONFIDENCES = new Weighted([
  [Confidence.MEASURED, 55],
  [Confidence.REPORTED, 35],
  [Confidence.ESTIMATED, 10],
]);
const FIELD_MODES = new Weighted<SupplyMode | ''>([
  [SupplyMode.DONATION, 25],
  [SupplyMode.GLEANING, 15],
  [SupplyMode.PURCHASE, 30],
  [SupplyMode.GROUP_PURCHASE, 15],
  [SupplyMode.PUBLIC_PROCUREMENT, 10],
  ['', 5],
]);
const SHOP_MODES = new Weighted<SupplyMode | ''>([
  [SupplyMode.SURPLUS, 60],
  [SupplyMode.DONATION, 35],
  ['', 5],
]);

/**
 * Synthetic flows, one chain after the other: what a few growers or shops bring is collected, sometimes transformed,
 * then handed out, each stage holding the batches of the one before and losing a little of their mass. The same seed
 * gives the same flows, and a longer list begins with the shorter one.
 */
export function* syntheticFlows(
  country: Country,
  actors: readonly SyntheticActor[],
  { seed, size }: { seed: number; size: number },
): Generator<SyntheticFlow> {
  const chains = new Chains(country, actors, seed);
  for (let left = size; left > 0;) {
    for (const flow of chains.next()) {
      if (left-- === 0) return;
      yield flow;
    }
  }
}

class Chains {
  private readonly random: Random;
  private readonly places: Places;
  private readonly directory: Directory;
  private chain = 0;
  private row = 0;

  constructor(
    country: Country,
    actors: readonly SyntheticActor[],
    private readonly seed: number,
  ) {
    this.random = new Random(seed);
    this.places = new Places(country);
    this.directory = new Directory(actors);
  }

  /** The flows of one chain, inputs before what is made of them. */
  next(): SyntheticFlow[] {
    const { random } = this;
    this.chain += 1;
    const goods = GOODS.draw(random);
    const area = this.places.town(random).departement;
    const day = drawDay(goods.season, random);
    const circuit = CIRCUITS.draw(random);
    const planned = random.chance(0.02);
    const moves = this.moves(goods, area, day);
    return moves.map((move) => this.flow(move, { goods, circuit, planned }));
  }

  private moves(goods: Goods, area: Departement, day: number): Move[] {
    const { random } = this;
    const collector = this.find('collector', area);
    const supplied = this.supply(goods, area, day, collector);
    const kilograms = supplied.kilograms * (0.8 + 0.2 * random.next());
    const made = this.transformation(goods, area, day + 3, {
      collector,
      kilograms,
      inputs: supplied.batches,
    });
    const shelf = made ?? {
      product: goods.alsoAs !== undefined && random.chance(0.2) ? goods.alsoAs : goods.product,
      kilograms,
      batch: supplied.batches[0] as string,
      moves: [],
    };
    return [
      ...supplied.moves,
      ...shelf.moves,
      ...this.distribution(shelf, area, day + (made ? 20 : 4), collector),
    ];
  }

  /** Production and collection, or collection alone of what shops give. */
  private supply(
    { product, from }: Goods,
    area: Departement,
    day: number,
    collector: SyntheticActor,
  ): { moves: Move[]; batches: string[]; kilograms: number } {
    const { random } = this;
    const moves: Move[] = [];
    const batches: string[] = [];
    let total = 0;
    for (let lots = 1 + random.below(4); lots > 0; lots -= 1) {
      const batch = this.batch(`A${lots}`);
      const provider = this.find(from === 'field' ? 'grower' : 'giver', area);
      const kilograms = random.logNormal(from === 'field' ? 260 : 90, 1.5);
      const mode = (from === 'field' ? FIELD_MODES : SHOP_MODES).draw(random);
      const common = { product, provider, batch };
      if (from === 'field') {
        const own = SupplyMode.OWN_PRODUCTION;
        moves.push({ ...common, stage: FlowStage.PRODUCED, kilograms, day, receiver: undefined, mode: own });
      }
      const kept = kilograms * (0.7 + 0.3 * random.next());
      moves.push({
        ...common,
        stage: FlowStage.COLLECTED,
        kilograms: kept,
        day: day + 1,
        receiver: collector,
        mode,
      });
      batches.push(batch);
      total += kept;
    }
    return { moves, batches, kilograms: total };
  }

  private transformation(
    goods: Goods,
    area: Departement,
    day: number,
    from: { collector: SyntheticActor; kilograms: number; inputs: readonly string[] },
  ): { product: string; kilograms: number; batch: string; moves: Move[] } | undefined {
    const { random } = this;
    const product = goods.becomes[random.below(goods.becomes.length)];
    if (product === undefined || !random.chance(0.45)) return undefined;
    const batch = this.batch('T');
    const kilograms = from.kilograms * (0.65 + 0.3 * random.next());
    const move: Move = {
      stage: FlowStage.TRANSFORMED,
      product,
      kilograms,
      day,
      provider: from.collector,
      receiver: this.find('workshop', area),
      mode: '',
      batch,
      inputs: from.inputs,
    };
    return { product, kilograms, batch, moves: [move] };
  }

  private distribution(
    shelf: { product: string; kilograms: number; batch: string },
    area: Departement,
    day: number,
    provider: SyntheticActor,
  ): Move[] {
    const { random } = this;
    const count = 1 + random.below(8);
    const shares = Array.from({ length: count }, () => random.logNormal(1, 0.8));
    const sum = shares.reduce((total, share) => total + share, 0) * (1 + 0.1 * random.next());
    return shares.map((share) => ({
      stage: FlowStage.DISTRIBUTED,
      product: shelf.product,
      kilograms: (shelf.kilograms * share) / sum,
      day: day + random.below(15),
      provider,
      receiver: this.find('distributor', area),
      mode: SupplyMode.DONATION,
      batch: shelf.batch,
    }));
  }

  private flow(move: Move, chain: { goods: Goods; circuit: Circuit | ''; planned: boolean }): SyntheticFlow {
    const { random } = this;
    this.row += 1;
    const [start, end] = this.period(move.day, chain.planned);
    const { quantity, unit } = asDeclared(move.kilograms, move.product, random);
    // Production has no destination of its own; every end is now and then known less finely, or not at all.
    const destination = move.receiver?.seat;
    return {
      external_id: `SYN${this.seed}-${this.row}`,
      stage: move.stage,
      nature: chain.planned ? Nature.PLANNED : Nature.ACTUAL,
      product: move.product,
      quantity,
      unit,
      period_start: dayName(start),
      period_end: dayName(end),
      provider: move.provider?.slug ?? '',
      receiver: move.receiver?.slug ?? '',
      origin: move.provider ? this.end(move.provider.seat) : '',
      destination: destination ? this.end(destination) : '',
      supply_mode: move.mode,
      circuit: chain.circuit,
      organic: random.chance(0.3) ? '' : random.chance(chain.goods.organic) ? 'true' : 'false',
      batch: move.batch,
      input_batches: move.inputs?.join('|') ?? '',
      project: '',
      confidence: CONFIDENCES.draw(random),
      locator: `donnée synthétique ${this.row}`,
    };
  }

  private period(day: number, planned: boolean): readonly [number, number] {
    // A target is set for a year.
    const lasting = planned ? 'year' : LASTING.draw(this.random);
    switch (lasting) {
      case 'day':
        return [day, day];
      case 'week':
        return [day, day + 6];
      case 'month':
        return monthAround(day);
      case 'quarter':
        return [day, day + 89];
      case 'year':
        return yearAround(day);
    }
  }

  private end(seat: Commune): string {
    const fineness = this.random.next();
    if (fineness < 0.9) return seat.id;
    if (fineness < 0.94) return seat.epci ?? seat.id;
    if (fineness < 0.97) return seat.departement.id ?? seat.id;
    return '';
  }

  private find(role: Role, area: Departement): SyntheticActor {
    return this.directory.near(role, area, this.random);
  }

  private batch(kind: string): string {
    return `SYN${this.seed}-${this.chain}${kind}`;
  }
}
