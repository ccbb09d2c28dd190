/** A territory as a set of communes. */
export interface Area {
  key: number;
  /** Of two areas with the same communes, the one of lower rank contains the other; equal ranks do not. */
  rank: number;
  /** Keys of its communes; a commune holds itself. */
  communes: ReadonlySet<number>;
  /** For an area without communes: the key of the area it belongs to by its code. */
  under?: number | undefined;
}

/**
 * Who contains whom: pairs [ancestor, descendant], each area with itself included.
 * A contains B when every commune of B is one of A; so an EPCI that straddles départements is in none of them.
 */
export function containment(areas: readonly Area[]): [number, number][] {
  const holders = new Map<number, Area[]>();
  for (const area of areas) {
    for (const commune of area.communes) {
      const known = holders.get(commune);
      if (known) known.push(area);
      else holders.set(commune, [area]);
    }
  }
  const pairs: [number, number][] = [];
  const byKey = new Map(areas.map((area) => [area.key, area]));
  for (const area of areas) {
    for (const ancestor of ancestorsOf(area, holders, byKey)) pairs.push([ancestor, area.key]);
  }
  return pairs;
}

function ancestorsOf(area: Area, holders: Map<number, Area[]>, byKey: Map<number, Area>): number[] {
  if (area.communes.size === 0) {
    const parent = area.under === undefined ? undefined : byKey.get(area.under);
    return [...(parent ? ancestorsOf(parent, holders, byKey) : []), area.key];
  }
  // How many of this area's communes each other area holds: those that hold all of them contain it.
  const held = new Map<Area, number>();
  for (const commune of area.communes) {
    for (const holder of holders.get(commune) ?? []) held.set(holder, (held.get(holder) ?? 0) + 1);
  }
  return [...held]
    .filter(([holder, count]) => count === area.communes.size && isWiderOrSame(holder, area))
    .map(([holder]) => holder.key);
}

function isWiderOrSame(holder: Area, area: Area): boolean {
  return holder === area || holder.communes.size > area.communes.size || holder.rank < area.rank;
}
