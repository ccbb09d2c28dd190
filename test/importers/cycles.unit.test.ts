import fc from 'fast-check';
import { nodesOnCycles, NumberList } from '../../importers/flows/cycles';

function onCycles(nodes: number, edges: readonly (readonly [number, number])[]): Map<number, number> {
  const [from, to] = [new NumberList(), new NumberList()];
  for (const [start, end] of edges) {
    from.push(start);
    to.push(end);
  }
  return nodesOnCycles(nodes, from, to);
}

/** Which nodes can be reached from each, by trying again until nothing changes. */
function reachable(nodes: number, edges: readonly (readonly [number, number])[]): Set<number>[] {
  const reached = Array.from({ length: nodes }, () => new Set<number>());
  for (let changed = true; changed;) {
    changed = false;
    for (const [start, end] of edges) {
      const known = reached[start] as Set<number>;
      const before = known.size;
      known.add(end);
      for (const further of reached[end] as Set<number>) known.add(further);
      changed ||= known.size > before;
    }
  }
  return reached;
}

describe('nodesOnCycles', () => {
  it('finds exactly the nodes that reach themselves, and who shares a cycle with whom', () => {
    const node = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 20 }), (edges) => {
        const found = onCycles(8, edges);
        const reached = reachable(8, edges);
        for (let left = 0; left < 8; left += 1) {
          expect(found.has(left)).toBe(reached[left]?.has(left));
          for (let right = 0; right < 8; right += 1) {
            if (!found.has(left) || !found.has(right)) continue;
            const together = reached[left]?.has(right) === true && reached[right]?.has(left) === true;
            expect(found.get(left) === found.get(right)).toBe(together);
          }
        }
      }),
    );
  });

  it('follows a chain of a million batches without recursion', () => {
    const length = 1_000_000;
    const [from, to] = [new NumberList(), new NumberList()];
    for (let node = 0; node < length; node += 1) {
      from.push(node);
      to.push((node + 1) % length);
    }
    expect(nodesOnCycles(length, from, to).size).toBe(length);
  });
});
