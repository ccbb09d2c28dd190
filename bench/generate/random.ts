/**
 * Random numbers that are the same everywhere for the same seed: xoshiro128**, whose 32-bit integers no platform
 * rounds. Not for secrets.
 */
export class Random {
  private readonly state: Int32Array;

  constructor(seed: number) {
    // splitmix32 spreads a small seed over the whole state.
    let word = seed | 0;
    this.state = Int32Array.from({ length: 4 }, () => {
      word = (word + 0x9e3779b9) | 0;
      let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    });
  }

  /** From 0 included to 1 excluded. */
  next(): number {
    const s = this.state as unknown as [number, number, number, number];
    const result = Math.imul(rotated(Math.imul(s[1], 5), 7), 9);
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 11);
    return (result >>> 0) / 0x1_0000_0000;
  }

  /** From 0 included to `end` excluded. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A number of which half are below `median` and few are very large. */
  logNormal(median: number, sigma: number): number {
    const angle = 2 * Math.PI * this.next();
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(angle));
  }

  /** An element, the first ones much more often: a few actors do most of the work. */
  skewed<Item>(items: readonly Item[]): Item {
    return items[Math.floor(items.length * this.next() ** 2.5)] as Item;
  }
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
