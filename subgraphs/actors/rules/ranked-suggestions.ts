/** A suggestion and how close its name is to the text: 0 the same, 1 begins with it, 2 anything else. */
export interface Closeness {
  closeness: number;
}

/**
 * One list out of several, each the best first: the closest names before others; at the same closeness the lists take
 * turns, so that no kind hides another.
 */
export function ranked<Item extends Closeness>(lists: readonly (readonly Item[])[], first: number): Item[] {
  return lists
    .flatMap((list, kind) => {
      const seen = new Map<number, number>();
      return list.map((item) => {
        const turn = seen.get(item.closeness) ?? 0;
        seen.set(item.closeness, turn + 1);
        return { item, turn, kind };
      });
    })
    .sort((a, b) => a.item.closeness - b.item.closeness || a.turn - b.turn || a.kind - b.kind)
    .slice(0, first)
    .map(({ item }) => item);
}
