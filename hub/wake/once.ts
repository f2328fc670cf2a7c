/** Remembers what was used, for as long as it could be used a second time. */
export interface Once {
  /** True the first time; nothing is kept longer than it counts. */
  use(what: string, now: number): boolean;
}

export function createOnce(lifeMs: number): Once {
  const used = new Map<string, number>();
  return {
    use(what, now) {
      for (const [old, at] of used) {
        if (now - at <= lifeMs) break;
        used.delete(old);
      }
      if (used.has(what)) return false;
      used.set(what, now);
      return true;
    },
  };
}
