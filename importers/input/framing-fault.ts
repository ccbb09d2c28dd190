/** What can be wrong with a record before its values are looked at. */
export type FramingCode =
  | 'UNCLOSED_QUOTE'
  | 'MISPLACED_QUOTE'
  | 'STRAY_CARRIAGE_RETURN'
  | 'NUL_BYTE'
  | 'RECORD_TOO_LONG'
  | 'FIELD_COUNT'
  | 'MIXED_ENCODING'
  | 'TOO_MANY_FAULTS';

export interface FramingFault {
  line: number;
  /** Rank of the field, from 0; undefined when the whole record is meant. */
  field?: number;
  value: string;
  code: FramingCode;
  /** What the reason is completed with. */
  detail: string;
}

/** The beginning of a record for a message; bytes that are no UTF-8 show as such. */
export function preview(bytes: Buffer, start: number, end = bytes.length): string {
  return bytes
    .subarray(start, Math.min(end, start + 200))
    .toString('utf8')
    .replaceAll('\u0000', '\u2400');
}

/** A size for a message. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} Mo`;
}
