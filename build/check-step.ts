/** What one step of `npm run check` found: no problem means passed. `root` lets the planted faults run it on a tree of their own. */
export interface CheckStep {
  readonly name: string;
  readonly run: (root: string) => Promise<readonly string[]>;
}
