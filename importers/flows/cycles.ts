/** Whole numbers that come in one after the other; a million of them take four megabytes. */
export class NumberList {
  private values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] as number;
  }
}

/**
 * Finds the nodes of a directed graph that lie on a cycle, in time linear in its size and without recursion
 * (Tarjan's strongly connected components).
 * @param nodes their number; they are 0 … nodes-1
 * @returns for each node on a cycle, a number shared by all nodes that reach each other
 */
export function nodesOnCycles(nodes: number, from: NumberList, to: NumberList): Map<number, number> {
  const { starts, targets, loops } = adjacency(nodes, from, to);
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const onStack = new Uint8Array(nodes);
  const cursor = Int32Array.from(starts.subarray(0, nodes));
  const stack = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const cyclic = new Map<number, number>();
  let [depth, held, counter] = [0, 0, 0];

  const enter = (node: number): void => {
    index[node] = low[node] = counter;
    counter += 1;
    stack[held] = node;
    held += 1;
    onStack[node] = 1;
    path[depth] = node;
    depth += 1;
  };

  for (let root = 0; root < nodes; root += 1) {
    if (index[root] !== -1) continue;
    enter(root);
    while (depth > 0) {
      const node = path[depth - 1] as number;
      const next = cursor[node] as number;
      if (next < (starts[node + 1] as number)) {
        cursor[node] = next + 1;
        const target = targets[next] as number;
        if (index[target] === -1) enter(target);
        else if (onStack[target]) low[node] = Math.min(low[node] as number, index[target] as number);
        continue;
      }
      depth -= 1;
      if (depth > 0) {
        const parent = path[depth - 1] as number;
        low[parent] = Math.min(low[parent] as number, low[node] as number);
      }
      if (low[node] !== index[node]) continue;
      const component: number[] = [];
      let member: number;
      do {
        held -= 1;
        member = stack[held] as number;
        onStack[member] = 0;
        component.push(member);
      } while (member !== node);
      if (component.length > 1 || loops[node]) for (const each of component) cyclic.set(each, node);
    }
  }
  return cyclic;
}

/** Edges sorted by where they start. */
function adjacency(
  nodes: number,
  from: NumberList,
  to: NumberList,
): { starts: Int32Array; targets: Int32Array; loops: Uint8Array } {
  const starts = new Int32Array(nodes + 1);
  const loops = new Uint8Array(nodes);
  for (let edge = 0; edge < from.length; edge += 1) {
    const after = from.at(edge) + 1;
    starts[after] = (starts[after] as number) + 1;
    if (from.at(edge) === to.at(edge)) loops[from.at(edge)] = 1;
  }
  for (let node = 0; node < nodes; node += 1) {
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  }
  const fill = Int32Array.from(starts);
  const targets = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    const at = fill[from.at(edge)] as number;
    fill[from.at(edge)] = at + 1;
    targets[at] = to.at(edge);
  }
  return { starts, targets, loops };
}
