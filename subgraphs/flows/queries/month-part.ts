/** Where a part of a flow lies in time: SQL of its first day and of its number of days. */
export interface PartDays {
  firstDay: string;
  days: string;
}

/** A flow inside one month is its own part. */
export const WHOLE_FLOW: PartDays = {
  firstDay: 'f.period_start',
  days: '(f.period_end - f.period_start + 1)',
};
/** The others have a row a month. */
export const MONTH_OF_FLOW: PartDays = { firstDay: 'm.first_day', days: 'm.days' };

/**
 * SQL for the share of a part that falls into a range of days: `shareOfDays` of rules/spread.ts.
 * @param amount SQL of the whole part
 * @param from placeholder of the first day, null when the range is open or begins with a month
 * @param to placeholder of the last day, null when the range is open or ends with a month
 */
export function monthPartSql(
  amount: string,
  { firstDay, days }: PartDays,
  from: string | null,
  to: string | null,
): string {
  if (from === null && to === null) return amount;
  const end = to === null ? days : `LEAST(${days}, ${to}::date - ${firstDay} + 1)`;
  const start = from === null ? '0' : `GREATEST(0, ${from}::date - ${firstDay})`;
  return `(${untilDay(amount, days, end)} - ${untilDay(amount, days, start)})`;
}

function untilDay(amount: string, days: string, day: string): string {
  return `(${amount} / ${days} * (${day}) + LEAST(${amount} % ${days}, ${day}))`;
}

/** Whether a day begins its month, and so cuts none. */
export function beginsMonth(day: string): boolean {
  return day.endsWith('-01');
}

/** Whether a day ends its month, and so cuts none. */
export function endsMonth(day: string): boolean {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
  return next.getUTCDate() === 1;
}
