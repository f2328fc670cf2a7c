/** The order in which people read a workflow: depth first from its start, branches in order, ends last. */

/**
 * Sorts `ids` for reading. `edges` gives the targets of a step in order; loops and dangling targets are harmless.
 * Steps that no path reaches follow in the order given; steps for which `isEnd` holds come last of all.
 */
export function readingOrder(
  ids: readonly string[],
  start: string | null,
  edges: (id: string) => readonly string[],
  isEnd: (id: string) => boolean,
): string[] {
  const known = new Set(ids);
  const reached = new Set<string>();
  const order: string[] = [];
  const visit = (from: string) => {
    // Its own stack: a chain of 20,000 steps must not exhaust the call stack.
    const open = [from];
    while (open.length > 0) {
      const id = open.pop() as string;
      if (!known.has(id) || reached.has(id)) continue;
      reached.add(id);
      order.push(id);
      const targets = edges(id);
      for (let i = targets.length - 1; i >= 0; i--) open.push(targets[i] as string);
    }
  };
  if (start !== null) visit(start);
  for (const id of ids) if (!reached.has(id)) visit(id);
  return [...order.filter((id) => !isEnd(id)), ...order.filter(isEnd)];
}
