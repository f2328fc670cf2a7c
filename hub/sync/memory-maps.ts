/** How the parts of the store in memory write, so that a transaction that fails leaves nothing behind. */
export type Setter = <K, V>(map: Map<K, V>, key: K, value: V) => void;
export type Remover = <K, V>(map: Map<K, V>, key: K) => void;
export type Finder = <K, V>(map: ReadonlyMap<K, V>, keys: readonly K[]) => V[];

/** Writers that note in `undo` how to take each change back. */
export function createWriters(undo: (() => void)[]): { readonly set: Setter; readonly remove: Remover } {
  const noteBefore = <K, V>(map: Map<K, V>, key: K) => {
    const had = map.has(key);
    const before = map.get(key);
    undo.push(() => (had ? map.set(key, before as V) : map.delete(key)));
  };
  return {
    set(map, key, value) {
      noteBefore(map, key);
      map.set(key, value);
    },
    remove(map, key) {
      noteBefore(map, key);
      map.delete(key);
    },
  };
}

/** The values of those keys that there are, each once. */
export const findIn: Finder = (map, keys) =>
  [...new Set(keys)].flatMap((key) => (map.has(key) ? [map.get(key) as never] : []));
