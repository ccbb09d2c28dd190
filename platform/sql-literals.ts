import { escapeLiteral } from 'pg';

/**
 * Writes the values of a statement into its text, each quoted by the driver: COPY and other utility statements
 * take no parameters. A quoted literal has no type until PostgreSQL reads its context, as a parameter has none.
 * @param text SQL with $1… placeholders, and no other `$` before a digit
 * @throws Error when a value is missing or of a kind that has no literal
 */
export function withLiterals(text: string, values: readonly unknown[]): string {
  return text.replace(/\$(\d+)/g, (placeholder, digits: string) => {
    const index = Number(digits) - 1;
    if (!(index in values)) throw new Error(`no value for ${placeholder}`);
    return literal(values[index]);
  });
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return escapeLiteral(`{${value.map(element).join(',')}}`);
  return escapeLiteral(plain(value));
}

/** An element of an array literal, where a quoted word is always a value, never NULL. */
function element(value: unknown): string {
  return `"${plain(value).replace(/["\\]/g, '\\$&')}"`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') {
    // PostgreSQL holds no such character; the driver would cut the statement there.
    if (value.includes('\0')) throw new Error('a value holds a NUL character');
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  throw new Error(`no literal for a value of type ${typeof value}`);
}
