/** More texts than a large directory has names; beyond it everything is forgotten and made anew. */
const limit = 100_000;

/** Remembers what a pure function made of a text: the same names are compared with each other again and again. */
export function remember<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= limit) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
