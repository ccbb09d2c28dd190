import { asValue, rowsStatement } from '../statement';
import type { ExportFormat } from './format';

/**
 * PostgreSQL writes each row as JSON too. COPY would quote or escape some of it again: with a quote and a delimiter
 * that JSON can only hold escaped, the csv form has nothing to quote.
 */
const AS_IT_IS = `FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01'`;

/** One JSON object a line, every column in each; numbers keep all their digits. */
export const ndjson: ExportFormat = {
  extension: 'ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  compressible: true,
  write(snapshot, table, selection, rows) {
    const { text, values } = rowsStatement(table, selection, rows, asValue);
    return snapshot.copy(`SELECT row_to_json(exported) FROM (${text}) AS exported`, values, AS_IT_IS);
  },
};
