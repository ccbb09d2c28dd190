/** A range of Accept with its weight: `text/*;q=0.5`. */
interface Range {
  readonly type: string;
  readonly weight: number;
}

/**
 * The media type to answer with (RFC 9110, 12.5.1): each is weighed by the most exact range that names it; of the
 * best, the first offered. Undefined when the client takes none.
 */
export function chooseMediaType<Type extends string>(
  accepted: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  const ranges = readRanges(accepted ?? '');
  if (ranges.length === 0) return accepted === undefined || accepted.trim() === '' ? offered[0] : undefined;
  let best: { type: Type; weight: number } | undefined;
  for (const type of offered) {
    const weight = weightOf(type, ranges);
    if (weight > (best?.weight ?? 0)) best = { type, weight };
  }
  return best?.type;
}

function weightOf(type: string, ranges: readonly Range[]): number {
  for (const name of [type, `${type.split('/', 1)[0]}/*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === name);
    if (range) return range.weight;
  }
  return 0;
}

function readRanges(accepted: string): Range[] {
  return accepted
    .toLowerCase()
    .split(',')
    .map((text) => text.split(';').map((part) => part.trim()))
    .filter(([type = '']) => /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(type))
    .map(([type = '', ...parameters]) => {
      const q = parameters.map((text) => /^q=([01](?:\.\d{0,3})?)$/.exec(text)?.[1]).find(Boolean);
      return { type, weight: q === undefined ? 1 : Math.min(1, Number(q)) };
    });
}
