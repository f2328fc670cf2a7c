/** Rows by what they have in common, in the order in which that first came. */
export function grouped<T, K>(rows: Iterable<T>, keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Rows in pieces of at most `most`. */
export function inPieces<T>(rows: readonly T[], most: number): T[][] {
  const pieces: T[][] = [];
  for (let at = 0; at < rows.length; at += most) pieces.push(rows.slice(at, at + most));
  return pieces;
}
