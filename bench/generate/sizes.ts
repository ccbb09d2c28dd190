const FACTORS: Record<string, number> = { '': 1, k: 1_000, m: 1_000_000 };

/**
 * Reads a number of flows: 20000, 100k, 1m.
 * @throws RangeError
 */
export function readSize(text: string): number {
  const [, digits = '', factor = ''] = /^(\d{1,9})([km]?)$/i.exec(text) ?? [];
  const size = Number(digits) * (FACTORS[factor.toLowerCase()] ?? Number.NaN);
  if (size > 0 && size <= 100_000_000) return size;
  throw new RangeError(`a size is a number such as 20000, 100k, 1m or 10m; received ${JSON.stringify(text)}`);
}

/** The short form: 100k, 10m. */
export function sizeName(size: number): string {
  if (size % 1_000_000 === 0) return `${size / 1_000_000}m`;
  if (size % 1_000 === 0) return `${size / 1_000}k`;
  return String(size);
}
