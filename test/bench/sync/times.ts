/** Where the time of a run goes: each figure, and who took how much of it. */
import type { SyncFigure } from './sync-figure.ts';

export class Times {
  readonly #figures: { readonly name: string; ms: number; readonly shares: Map<string, number> }[] = [];

  /** Does the work of a figure and keeps how long it takes. */
  async of<T>({ names }: SyncFigure, work: () => Promise<T>): Promise<T> {
    const figure = { name: names[0] ?? '', ms: 0, shares: new Map<string, number>() };
    this.#figures.push(figure);
    const start = performance.now();
    try {
      return await work();
    } finally {
      figure.ms = performance.now() - start;
    }
  }

  /** Somebody's share of the figure that is measured. Shares may lie beside each other. */
  add(who: string, ms: number): void {
    const shares = this.#figures.at(-1)?.shares;
    shares?.set(who, (shares.get(who) ?? 0) + ms);
  }

  minutes(): number {
    return Math.round(this.#figures.reduce((sum, { ms }) => sum + ms, 0) / 60_000);
  }

  lines(): string[] {
    return this.#figures.map(({ name, ms, shares }) => {
      const each = [...shares].map(([who, share]) => `${who} ${seconds(share)}`);
      return `Time: "${name}" and its rows ${seconds(ms)}${each.length > 0 ? ` (${each.join(', ')})` : ''}`;
    });
  }
}

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
