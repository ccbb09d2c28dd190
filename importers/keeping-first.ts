import type { Fault } from './faults';

/** Faults that are shown at once; the others are in the fault file. */
const SHOWN = 10;

/** Passes faults on and keeps copies of the first of them. */
export async function* keepingFirst(
  batches: AsyncIterable<Fault[]>,
  first: Fault[],
): AsyncGenerator<readonly Fault[], void, undefined> {
  for await (const batch of batches) {
    first.push(...batch.slice(0, SHOWN - first.length).map((fault) => ({ ...fault })));
    yield batch;
  }
}
