/** Rounds that are not counted: at least so many, and for so long. V8 and PostgreSQL learn what is asked of them. */
const WARM_UP = { rounds: 3, ms: 6_000 };
/** Rounds that are: a few of what takes seconds, hundreds of what takes milliseconds and differs by little. */
const MEASURED = { rounds: 15, ms: 5_000 };

/** The rounds of a measure; each says whether it counts. */
export function* rounds(): Generator<boolean> {
  for (const part of [WARM_UP, MEASURED]) {
    const begun = performance.now();
    for (let done = 0; done < part.rounds || performance.now() - begun < part.ms; done += 1) {
      yield part === MEASURED;
    }
  }
}
