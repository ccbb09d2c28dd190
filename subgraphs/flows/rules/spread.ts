/**
 * Splits a whole amount in proportion to weights, by largest remainder: the parts add up to the total exactly.
 * Equal remainders go to the earliest part.
 * @param total grams, or 10^-6 of a unit; never negative
 * @param weights whole numbers, at least one above zero
 */
export function spread(total: bigint, weights: readonly number[]): bigint[] {
  const sum = BigInt(weights.reduce((left, right) => left + right, 0));
  if (total < 0n || sum <= 0n) throw new RangeError('only a positive amount can be spread, over some weight');
  const parts = weights.map((weight) => (total * BigInt(weight)) / sum);
  const remainders = weights.map((weight) => (total * BigInt(weight)) % sum);
  const left = Number(total - parts.reduce((a, b) => a + b, 0n));
  const byRemainder = weights
    .map((_, index) => index)
    .sort((a, b) => compare(remainders[b] as bigint, remainders[a] as bigint) || a - b);
  for (const index of byRemainder.slice(0, left)) parts[index] = (parts[index] as bigint) + 1n;
  return parts;
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The share of `count` days, from day `skip` on, of a month part of `days` days. The days of a part are equal, so
 * largest remainder gives one unit more to the first ones: consecutive shares always add up to the whole.
 * `queries/month-part.ts` says the same in SQL.
 */
export function shareOfDays(total: bigint, days: number, skip: number, count: number): bigint {
  return untilDay(total, days, skip + count) - untilDay(total, days, skip);
}

function untilDay(total: bigint, days: number, day: number): bigint {
  const remainder = total % BigInt(days);
  const upTo = BigInt(day);
  return (total / BigInt(days)) * upTo + (upTo < remainder ? upTo : remainder);
}
