import type { Sample } from './statistics';

/** What a ratio, or ours itself, has to be. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** One comparison, made side by side in one run. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly ours: Sample;
  /** What it is held against; a limit alone has none. */
  readonly against: { readonly name: string; readonly value: Sample } | undefined;
  /** `ours / against` by default; `against / ours` where it says how many times faster we are. */
  readonly ratio?: 'ours/against' | 'against/ours';
  /** Undefined at sizes that the target does not speak of. */
  readonly target: Target | undefined;
}

export function ratioOf({ ours, against, ratio }: Measure): number | undefined {
  if (!against) return undefined;
  const [a, b] = [ours.median, against.value.median];
  return ratio === 'against/ours' ? b / a : a / b;
}

/** Undefined where nothing is to be reached. */
export function isReached(measure: Measure): boolean | undefined {
  const { target, ours } = measure;
  if (!target) return undefined;
  const value = ratioOf(measure) ?? ours.median;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

/** `≥ 0.33`, `≤ 300 MB`. */
export function targetText({ target, against, unit }: Measure): string | undefined {
  if (!target) return undefined;
  const [sign, limit] = 'atLeast' in target ? ['≥', target.atLeast] : ['≤', target.atMost];
  return against ? `${sign} ${digits(limit)}×` : `${sign} ${digits(limit)} ${unit}`;
}

/** Three digits that mean something. */
export function digits(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** The line of `--json`. */
export function jsonLine(measure: Measure): string {
  return JSON.stringify({
    measure: measure.name,
    unit: measure.unit,
    ours: measure.ours.median,
    against: measure.against?.value.median ?? null,
    ratio: ratioOf(measure) ?? null,
    target: targetText(measure) ?? null,
    ok: isReached(measure) ?? null,
    spread: {
      ours: quartiles(measure.ours),
      against: measure.against ? quartiles(measure.against.value) : null,
    },
  });
}

function quartiles({ low, high }: Sample): [number, number] {
  return [low, high];
}
