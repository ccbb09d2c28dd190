/** The middle of a sample and how far it spreads. */
export interface Sample {
  readonly median: number;
  /** A quarter of the sample is below, a quarter above. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** @param share 0.5 is the median, 0.95 what only one in twenty exceeds */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}

export function sample(values: readonly number[]): Sample {
  return {
    median: percentile(values, 0.5),
    low: percentile(values, 0.25),
    high: percentile(values, 0.75),
    count: values.length,
  };
}
