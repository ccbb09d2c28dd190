const LETTERS = [...'abcdefghijklmnopqrstuvwxyz '];
/** Shorter names have too many neighbours to mean one of them. */
const SHORTEST = 3;
/** In longer ones trigrams tell the right name by themselves, and the list would grow without need. */
const LONGEST = 30;

/**
 * All texts that are one typing error away from a folded name: a letter too many, one missing, one for another,
 * or two swapped. Trigrams miss these in short names: "nnates" shares hardly any with "nantes". Looked up
 * as whole names in an index, some hundred texts cost less than a function of distance on every name.
 */
export function misspellings(name: string): string[] {
  if (name.length < SHORTEST || name.length > LONGEST) return [];
  const found = new Set<string>();
  for (let at = 0; at <= name.length; at += 1) {
    const [before, after] = [name.slice(0, at), name.slice(at)];
    if (after.length > 1) found.add(before + after.charAt(1) + after.charAt(0) + after.slice(2));
    if (after.length > 0) found.add(before + after.slice(1));
    for (const letter of LETTERS) {
      found.add(before + letter + after);
      if (after.length > 0) found.add(before + letter + after.slice(1));
    }
  }
  found.delete(name);
  return [...found];
}
