import { isISODate } from '../../platform/scalars';
import type { FaultCode } from '../faults';

/** One value of a record that cannot be taken. */
export interface CellFault {
  column: string;
  value: string;
  code: FaultCode;
  detail: string;
}

/** Reads the fields of a record, and keeps what is wrong with them. */
export class CellReader {
  readonly faults: CellFault[] = [];

  constructor(private readonly record: Readonly<Record<string, unknown>>) {}

  /** A trimmed text; an empty one is none. Numbers are taken as they are written. */
  text(column: string, longest: number, required = false): string | undefined {
    const value = this.get(column);
    if (typeof value !== 'string' && typeof value !== 'number' && value !== undefined) {
      return this.fault(column, value, 'WRONG_TYPE', 'un texte');
    }
    const text = value === undefined ? '' : String(value).trim();
    if (text === '') return required ? this.fault(column, '', 'REQUIRED') : undefined;
    // PostgreSQL holds neither; a text cut in the middle of a sign is a broken file.
    if (text.includes('\0') || /\p{Surrogate}/u.test(text))
      return this.fault(column, text.replace(/[\0\p{Surrogate}]/gu, '\ufffd'), 'UNREADABLE_TEXT');
    if (text.length > longest) return this.fault(column, text, 'TOO_LONG', String(longest));
    return text;
  }

  /** A required day; a time after it is left out. */
  day(column: string): string | undefined {
    const text = this.text(column, 40, true);
    if (text === undefined) return undefined;
    const day = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(text)?.[0];
    if (day === undefined || !isISODate(day)) return this.fault(column, text, 'NOT_A_DATE');
    return day < '1900-01-01' || day > '2100-12-31' ? this.fault(column, text, 'DATE_OUT_OF_RANGE') : day;
  }

  number(column: string): number | undefined {
    const value = this.get(column);
    if (value === undefined || value === '') return undefined;
    const number = typeof value === 'string' ? Number(value.trim().replace(',', '.')) : value;
    return typeof number === 'number' && Number.isFinite(number)
      ? number
      : this.fault(column, value, 'NOT_A_NUMBER');
  }

  /** A list, or a text that writes one: ["a", "b"], {a,b} or a|b. */
  list(column: string): string[] {
    const value = this.get(column);
    if (value === undefined) return [];
    const items = typeof value === 'string' ? value.split(/[|,;[\]{}"'\s]+/) : value;
    if (Array.isArray(items) && items.every((item) => typeof item === 'string'))
      return [
        ...new Set(items.map((item: string) => item.trim().toLowerCase()).filter((item) => item !== '')),
      ];
    this.fault(column, value, 'WRONG_TYPE', 'une liste de textes');
    return [];
  }

  fault(column: string, value: unknown, code: FaultCode, detail = ''): undefined {
    const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    this.faults.push({ column, value: shown.slice(0, 80), code, detail });
    return undefined;
  }

  private get(column: string): unknown {
    return Object.hasOwn(this.record, column) ? (this.record[column] ?? undefined) : undefined;
  }
}
