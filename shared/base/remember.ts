/** Work that is not done twice: what changes is one of thousands, and what is made of the others is at hand. Pure as the work is. */

/** Makes something of each object of a list; of one that it met before, it gives what it made then. Objects must not change. */
export function eachOnce<T extends object, R extends object>(make: (one: T) => R): (list: readonly T[]) => R[] {
  const made = new WeakMap<T, R>();
  const once = (one: T): R => {
    const known = made.get(one);
    if (known !== undefined) return known;
    const fresh = make(one);
    made.set(one, fresh);
    return fresh;
  };
  return (list) => list.map(once);
}

/** The same work, that gives its latest answer again while it is asked with the very same arguments. */
export function latestAnswer<A extends readonly unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  let latest: { readonly args: A; readonly answer: R } | null = null;
  return (...args) => {
    if (latest === null || args.some((each, at) => each !== latest?.args[at])) latest = { args, answer: work(...args) };
    return latest.answer;
  };
}
