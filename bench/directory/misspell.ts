import type { Random } from '../generate/random';

/** Types a text as people do: without accents, in another order, with a wrong letter; one of these, or two. */
export function typedCarelessly(text: string, random: Random): string {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (random.chance(0.3)) words.reverse();
  const longest = words.reduce((best, word, at) => (word.length > (words[best] ?? '').length ? at : best), 0);
  const word = words[longest] ?? '';
  if (word.length >= 5 && random.chance(0.7)) words[longest] = mistyped(word, random);
  return words.join(' ').slice(0, 100);
}

/** A letter left out, doubled, swapped with the next one, or another in its place; the first one is seldom wrong. */
function mistyped(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const [before, letter, next, after] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  switch (random.below(4)) {
    case 0:
      return before + next + after;
    case 1:
      return before + letter + letter + next + after;
    case 2:
      return before + next + letter + after;
    default:
      return `${before}e${next}${after}`;
  }
}
