/**
 * A bug of the kind that sync engines really have, as an edit of today's source. The simulator must find every one:
 * a simulator that finds nothing proves nothing. An edit whose text is no longer there fails the test, so that the lists
 * keep up with the code.
 */
export interface PlantedBug {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
  /** What the verdict must say, when it is not enough that it finds something. */
  readonly says?: RegExp;
  /** The seeds whose worlds have what it breaks, where few have: no others are tried. */
  readonly among?: (seed: number) => boolean;
}

type More = Pick<PlantedBug, 'says' | 'among'>;

/** A bug of one edit: in this file this text becomes that one. */
export function bug(name: string, file: string, find: string, replace: string, more: More = {}): PlantedBug {
  return { name, edits: [{ file, find, replace }], ...more };
}

/** A bug that the comparison with the hub would put right ([VR3]): planted together with a hub that finds no difference. */
export function unnoticed(...planted: Parameters<typeof bug>): PlantedBug {
  const { name, edits, ...more } = bug(...planted);
  const blind = { file: 'hub/sync/decide-readings.ts', find: 'mark.digest === digest', replace: 'mark !== undefined' };
  return { name: `${name}, and nobody compares`, edits: [...edits, blind], ...more };
}
