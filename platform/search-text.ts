import { badUserInput } from './errors';
import { foldName } from './folded-name';

const MAX_SEARCH = 100;
/** Blanks around the words included: longer texts are refused unread. */
const MAX_TYPED = 1_000;

/**
 * Folds what a client searches (folded-name.ts); undefined when nothing is left to search.
 * @throws BAD_USER_INPUT when it is longer than a name can be
 */
export function searchTerm(search: string | null | undefined, argument = 'search'): string | undefined {
  if (search === null || search === undefined) return undefined;
  const trimmed = search.length > MAX_TYPED ? search : search.trim();
  if (trimmed.length > MAX_SEARCH) {
    throw badUserInput(
      `\`${argument}\` takes at most ${MAX_SEARCH} characters; received ${trimmed.length}. Keep the words that matter.`,
      argument,
    );
  }
  return foldName(trimmed) || undefined;
}
