import { badUserInput } from './errors';

/** Kinds of global ids that stand on a slug: `actor:reseau-cocagne`. Territory ids are in territory-id.ts. */
export type EntityKind = 'actor' | 'project' | 'flow' | 'measure' | 'award' | 'scheme';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID = 200;

/** Whether a text is a slug: lower-case letters, digits, single hyphens. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_ID && SLUG.test(text);
}

/** Whether an optional id was given; an empty one was, and is refused by its check. */
export function isGiven(id: string | null | undefined): id is string {
  return id !== null && id !== undefined;
}

/** Global id of an entity. */
export function entityId(kind: EntityKind, slug: string): string {
  return `${kind}:${slug}`;
}

/**
 * Checks the form of an id that a client sent. An id of good form that nobody holds is not an error here.
 * @throws BAD_USER_INPUT naming the argument
 */
export function requireEntityId(kind: EntityKind, id: string, argument = 'id'): string {
  const [prefix, slug] = [id.slice(0, kind.length + 1), id.slice(kind.length + 1)];
  if (prefix === `${kind}:` && isSlug(slug)) return id;
  throw badUserInput(
    `\`${argument}\` must be an id such as "${kind}:…" as the API hands them out; received ${JSON.stringify(id.slice(0, 80))}.`,
    argument,
  );
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

const LA_POSTE = '356000000';
const LA_POSTE_HEAD_OFFICE = '35600000000048';

/** SIREN: 9 digits with the Luhn check. */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && luhn(text);
}

/** SIRET: 14 digits with the Luhn check; La Poste’s establishments follow a rule of their own. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  if (text.startsWith(LA_POSTE) && text !== LA_POSTE_HEAD_OFFICE) {
    return [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  }
  return luhn(text);
}

/** RNA number of an association: W and nine characters. */
export function isRna(text: string): boolean {
  return /^W\d[A-Z\d]\d{7}$/.test(text);
}
