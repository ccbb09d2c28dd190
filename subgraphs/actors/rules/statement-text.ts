/** What a source says of an attribute, as one text for people. */
export function statementText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(statementText).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(statementText).join(', ');
  return '';
}
