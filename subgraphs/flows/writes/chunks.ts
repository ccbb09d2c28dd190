/** Rows in slices that stay under PostgreSQL's 65,535 parameters a statement. */
export function* chunks<Row>(rows: readonly Row[], size = 2000): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
