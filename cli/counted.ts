/** A number and what it counts, in French: plural from two on. */
export function counted(number: number, ...words: readonly string[]): string {
  return [number, ...words.map((word) => (number < 2 ? word : `${word}s`))].join(' ');
}
