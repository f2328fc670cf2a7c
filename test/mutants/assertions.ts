/** As much of Vitest as the tests of the rules use, without its machinery: a mutant takes a second instead of many. */
import { deepStrictEqual, notStrictEqual, ok, partialDeepStrictEqual, strictEqual } from 'node:assert';

type Work = () => unknown;
const works: { readonly name: string; readonly work: Work }[] = [];

export const test = (name: string, work: Work) => void works.push({ name, work });

export const expect = (is: unknown, said?: string) => ({
  toBe: (wanted: unknown) => strictEqual(is, wanted, said),
  // As Vitest compares them: without regard to members that are undefined.
  toEqual: (wanted: unknown) => deepStrictEqual(plain(is), plain(wanted), said),
  toMatchObject: (wanted: object) => partialDeepStrictEqual(plain(is), plain(wanted), said),
  toBeNull: () => strictEqual(is, null, said),
  not: {
    toBe: (other: unknown) => notStrictEqual(is, other, said),
    toBeNull: () => notStrictEqual(is, null, said),
  },
  toContain: (member: unknown) => ok((is as readonly unknown[]).includes(member), said),
  toBeGreaterThan: (least: number) => ok((is as number) > least, said),
});

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** Runs what was declared since the last time, in its order; throws with the name of the first that fails. Answers how many. */
export async function runTests(): Promise<number> {
  const declared = works.splice(0);
  for (const { name, work } of declared) {
    try {
      await work();
    } catch (error) {
      throw new Error(name, { cause: error });
    }
  }
  return declared.length;
}
