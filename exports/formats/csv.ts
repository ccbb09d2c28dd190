import { asText, rowsStatement } from '../statement';
import type { ExportFormat } from './format';

/**
 * RFC 4180 but for the end of lines, \n alone; a header; nothing for an absent value, "" for an empty text.
 * PostgreSQL writes it: the bytes pass through as they come.
 */
export const csv: ExportFormat = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  compressible: true,
  write(snapshot, table, selection, rows) {
    const { text, values } = rowsStatement(table, selection, rows, asText);
    return snapshot.copy(text, values, 'FORMAT csv, HEADER');
  },
};
