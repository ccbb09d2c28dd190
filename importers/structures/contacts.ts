/** A mail address; what it is part of is left. */
const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** A French telephone number, national or international, its digits parted as people part them; not part of a longer number. */
const PHONE = /(?<![\d+])(?:(?:\+|00)\s?33\s?(?:\(0\)\s?)?|0)[1-9](?:[\s.\-/]?\d{2}){4}(?!\d)/g;
const REMOVED = '[…]';

/** A text without the mail addresses and telephone numbers in it: they may be a person's, and are never stored. */
export function withoutContacts(text: string): string {
  return text.replace(MAIL, REMOVED).replace(PHONE, REMOVED);
}
