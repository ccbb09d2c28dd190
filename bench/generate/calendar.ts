import type { Random } from './random';

export const FIRST_YEAR = 2015;
export const YEARS = 10;
const DAY = 86_400_000;
const BEGIN = Date.UTC(FIRST_YEAR, 0, 1);
/** Days that flows may touch: those of ten years, and of the year after for what lasts. */
const DAYS = (Date.UTC(FIRST_YEAR + YEARS + 1, 0, 1) - BEGIN) / DAY;
const NAMES = Array.from({ length: DAYS }, (_, day) =>
  new Date(BEGIN + day * DAY).toISOString().slice(0, 10),
);
/** More is declared each year than the year before. */
const GROWTH = 1.08;
const YEAR_WEIGHTS = Array.from({ length: YEARS }, (_, year) => GROWTH ** year);
const YEAR_SUM = YEAR_WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** How much happens in each month, January first: fields and orchards have seasons, dry goods a food drive. */
export const SEASONS = {
  garden: [2, 2, 3, 5, 8, 12, 15, 16, 14, 10, 5, 3],
  orchard: [4, 3, 3, 2, 3, 7, 12, 15, 18, 16, 8, 4],
  steady: [8, 8, 8, 8, 8, 8, 7, 6, 8, 8, 14, 9],
} as const;
export type Season = keyof typeof SEASONS;

/** A day, as its number from the first one on; at most the last of the ten years. */
export function drawDay(season: Season, random: Random): number {
  let left = random.next() * YEAR_SUM;
  let year = 0;
  while (year < YEARS - 1 && left >= (YEAR_WEIGHTS[year] as number)) left -= YEAR_WEIGHTS[year++] as number;
  const weights = SEASONS[season];
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  let month = 0;
  while (month < 11 && rest >= (weights[month] as number)) rest -= weights[month++] as number;
  const first = Date.UTC(FIRST_YEAR + year, month, 1);
  const days = (Date.UTC(FIRST_YEAR + year, month + 1, 1) - first) / DAY;
  return (first - BEGIN) / DAY + random.below(days);
}

export function dayName(day: number): string {
  return NAMES[Math.min(day, DAYS - 1)] as string;
}

/** First and last day of the calendar year, and of the month, that a day lies in. */
export function yearAround(day: number): [number, number] {
  const year = new Date(BEGIN + day * DAY).getUTCFullYear();
  return [(Date.UTC(year, 0, 1) - BEGIN) / DAY, (Date.UTC(year, 11, 31) - BEGIN) / DAY];
}

export function monthAround(day: number): [number, number] {
  const date = new Date(BEGIN + day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return [(Date.UTC(year, month, 1) - BEGIN) / DAY, (Date.UTC(year, month + 1, 0) - BEGIN) / DAY];
}
