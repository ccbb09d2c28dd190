import type { Random } from './random';

/** Draws items in proportion to their weights. */
export class Weighted<Item> {
  private readonly items: readonly Item[];
  private readonly upTo: Float64Array;

  constructor(weights: Iterable<readonly [Item, number]>) {
    const pairs = [...weights].filter(([, weight]) => weight > 0);
    this.items = pairs.map(([item]) => item);
    this.upTo = new Float64Array(pairs.length);
    let sum = 0;
    for (const [index, [, weight]] of pairs.entries()) this.upTo[index] = sum += weight;
    if (pairs.length === 0) throw new RangeError('nothing to draw from');
  }

  draw(random: Random): Item {
    const at = random.next() * (this.upTo[this.upTo.length - 1] as number);
    let low = 0;
    for (let high = this.upTo.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return this.items[low] as Item;
  }
}
