import { createHash } from 'node:crypto';

/** Texts of one label that get a name; what clients commonly ask of one question has fewer shapes. */
export const NAMED_TEXTS = 16;

/**
 * Names under which connections keep the plans of statements. A filter changes the text, and PostgreSQL wants one name
 * a text: the name carries a digest of it. It never forgets a name, and keeps some 100 kB for each on every connection,
 * while filters and dimensions combine into millions of texts: the first ones of each label have names, the others are
 * planned each time they are sent.
 */
export class StatementNames {
  private readonly byLabel = new Map<string, Map<string, string>>();

  /** @param label what the statement answers: a constant of ours, never made from what a client sent */
  of(label: string, text: string): string | undefined {
    const names = this.byLabel.get(label) ?? new Map<string, string>();
    this.byLabel.set(label, names);
    const known = names.get(text);
    if (known !== undefined || names.size >= NAMED_TEXTS) return known;
    const name = `${label.slice(0, 46)}:${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
    names.set(text, name);
    return name;
  }
}
