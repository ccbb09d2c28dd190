/** Gathers the conditions of a WHERE clause with their values, so that no value ever enters the text. */
export class SqlConditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Adds a value and returns its placeholder. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition; `text` receives the placeholder of `value`. Null and undefined add nothing. */
  when<T>(value: T | null | undefined, text: (placeholder: string) => string): this {
    if (value !== null && value !== undefined) this.parts.push(text(this.value(value)));
    return this;
  }

  /** Adds a condition that carries no value of the caller. */
  always(text: string): this {
    this.parts.push(text);
    return this;
  }

  /** The clause, "TRUE" when there is no condition. */
  get where(): string {
    return this.parts.length === 0 ? 'TRUE' : this.parts.map((part) => `(${part})`).join(' AND ');
  }
}
