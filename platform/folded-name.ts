const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };
/** Abbreviations that people type and registers print, whole words only. */
const ABBREVIATIONS: Record<string, string> = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' };

/**
 * A name as it is compared in searches: no accents, no case, no hyphens, apostrophes or brackets, single spaces,
 * "St" written out. "St-Étienne" and "saint etienne" fold to the same text. One function folds what is
 * stored and what is typed, so that the two cannot differ.
 */
export function foldName(name: string): string {
  const lower = name.toLowerCase();
  return (ASCII.test(lower) ? lower.split(/[^a-z0-9]+/) : withoutMarks(lower).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word] : word))
    .join(' ');
}

/** Most names have no accent: they are spared the slow part, which counts when 80,000 are folded at a load. */
const ASCII = /^[\x20-\x7e]*$/;

function withoutMarks(text: string): string {
  return (
    text
      .normalize('NFKD')
      // Some signs decompose into capitals: the Euler constant, the Roman numerals.
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter)
  );
}
