/** Groups of steps that lead back to themselves: strongly connected components, by Tarjan's algorithm with its own stack. */

/** Every group of ids on a common loop; a single id counts only with an edge to itself. Groups in order of `ids`. */
export function groupsInLoops(ids: readonly string[], targets: (id: string) => readonly string[]): string[][] {
  const search = new LoopSearch(targets);
  for (const id of ids) search.visit(id);
  const place = new Map(ids.map((id, i) => [id, i]));
  const at = (id: string | undefined) => place.get(id ?? '') ?? 0;
  for (const group of search.groups) group.sort((a, b) => at(a) - at(b));
  return search.groups.sort((a, b) => at(a[0]) - at(b[0]));
}

interface Frame {
  readonly id: string;
  readonly next: readonly string[];
  i: number;
}

class LoopSearch {
  readonly groups: string[][] = [];
  private readonly index = new Map<string, number>();
  private readonly low = new Map<string, number>();
  private readonly held: string[] = [];
  private readonly isHeld = new Set<string>();
  private readonly targets: (id: string) => readonly string[];

  constructor(targets: (id: string) => readonly string[]) {
    this.targets = targets;
  }

  visit(root: string): void {
    if (this.index.has(root)) return;
    const frames: Frame[] = [this.enter(root)];
    while (frames.length > 0) {
      const frame = frames.at(-1) as Frame;
      const to = frame.next[frame.i++];
      if (to === undefined) {
        frames.pop();
        this.leave(frame.id);
        const parent = frames.at(-1);
        if (parent !== undefined) this.lower(parent.id, this.low.get(frame.id) as number);
      } else if (!this.index.has(to)) frames.push(this.enter(to));
      else if (this.isHeld.has(to)) this.lower(frame.id, this.index.get(to) as number);
    }
  }

  private enter(id: string): Frame {
    this.low.set(id, this.index.size);
    this.index.set(id, this.index.size);
    this.held.push(id);
    this.isHeld.add(id);
    return { id, next: this.targets(id), i: 0 };
  }

  private lower(id: string, value: number): void {
    this.low.set(id, Math.min(this.low.get(id) as number, value));
  }

  private leave(id: string): void {
    if (this.low.get(id) !== this.index.get(id)) return;
    const group = this.held.splice(this.held.lastIndexOf(id));
    for (const each of group) this.isHeld.delete(each);
    if (group.length > 1 || this.targets(id).includes(id)) this.groups.push(group);
  }
}
