/**
 * SQL for the part of a month's amount that falls into a range of days: `shareOfDays` of rules/spread.ts.
 * @param amount column of `flow_month m`
 * @param from placeholder of the first day, null when the range is open or begins with a month
 * @param to placeholder of the last day, null when the range is open or ends with a month
 */
export function monthPartSql(amount: string, from: string | null, to: string | null): string {
  if (from === null && to === null) return amount;
  const end = to === null ? 'm.days' : `LEAST(m.days, ${to}::date - m.first_day + 1)`;
  const start = from === null ? '0' : `GREATEST(0, ${from}::date - m.first_day)`;
  return `(${untilDay(amount, end)} - ${untilDay(amount, start)})`;
}

function untilDay(amount: string, day: string): string {
  return `(${amount} / m.days * (${day}) + LEAST(${amount} % m.days, ${day}))`;
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
