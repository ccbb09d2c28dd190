/** Days and months of the civil calendar. Dates are ISO text: a day has no time zone. */
const DAY = 86_400_000;

/** The days of one calendar month that a period covers. */
export interface MonthPart {
  /** First day of the calendar month, 2021-09-01. */
  month: string;
  /** First covered day; later than `month` only in the first month of the period. */
  firstDay: string;
  /** Number of covered days, 1 to 31. */
  days: number;
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Days of an inclusive period. */
export function daysBetween(start: string, end: string): number {
  return dayNumber(end) - dayNumber(start) + 1;
}

/** Calendar months of an inclusive period, in order, each with its covered days. */
export function monthsOf(start: string, end: string): MonthPart[] {
  const last = dayNumber(end);
  const parts: MonthPart[] = [];
  let day = dayNumber(start);
  while (day <= last) {
    const date = new Date(day * DAY);
    const nextMonth = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
    const days = Math.min(nextMonth, last + 1) - day;
    const firstDay = isoDate(day);
    parts.push({ month: `${firstDay.slice(0, 8)}01`, firstDay, days });
    day += days;
  }
  return parts;
}
