/**
 * The kinds of field that a record declaration may use. A field says once what it holds, how concurrent values are
 * shown, and where it appears; schema, merge policy, catalogue, search and translation units are read from it.
 */
import { z } from 'zod';
import type { Json } from '../base/json.ts';

/**
 * How several heads are shown until a person settles them:
 * `keep-incumbent` the earliest, `last-writer` the latest (trivial fields only), `union`, `max` and `min` computed,
 * `merge3` a three-way text merge when it is clean, else as keep-incumbent. What people act upon is not merged without
 * being read: doctrine says keep-incumbent, and the inbox proposes the merge.
 */
export type MergePolicy = 'keep-incumbent' | 'last-writer' | 'union' | 'max' | 'min' | 'merge3';

export interface FieldTraits {
  /** Kept in the catalogue, so that lists can show, filter and sort by it without opening the record. */
  readonly listed?: boolean;
  /**
   * Part of the full-text index: `title` for what people remember the record by, `name` for the name of a person, which is
   * found across scripts, `true` for the rest (a listed one counts more than a body).
   */
  readonly searched?: boolean | 'title' | 'name';
  readonly merge?: MergePolicy;
  /** Says something of the person whom the record names, and goes with their erasure ([ER3]). */
  readonly personal?: boolean;
}

export interface Field<T, L extends boolean = false> extends FieldTraits {
  readonly kind: 'text' | 'choice' | 'date' | 'instant' | 'number' | 'flag' | 'reference' | 'set' | 'order' | 'json';
  /** True when each language is a field of its own (`title.en`), and the record holds a translation unit. */
  readonly localised: L;
  readonly merge: MergePolicy;
  /** The closed list of a choice. */
  readonly options?: readonly string[];
  /** Checks one value; for a localised field, the value in one language. */
  readonly schema: z.ZodType<T>;
}

function field<T, L extends boolean>(
  kind: Field<T, L>['kind'],
  localised: L,
  schema: z.ZodType<T>,
  traits: FieldTraits,
): Field<T, L> {
  return { merge: 'keep-incumbent', ...traits, kind, localised, schema };
}

/** Plain text that is the same in every language (names of places, references). `max` counts UTF-16 units. */
export const text = (traits: FieldTraits & { max?: number } = {}) =>
  field('text', false, z.string().max(traits.max ?? 200_000), traits);
/** Text with an edition per language. */
export const localisedText = (traits: FieldTraits & { max?: number } = {}) =>
  field('text', true, z.string().max(traits.max ?? 200_000), { merge: 'merge3', ...traits });
/** Localised text that is reviewed before anybody acts upon it. */
export const doctrineText = (traits: FieldTraits & { max?: number } = {}) =>
  localisedText({ merge: 'keep-incumbent', ...traits });
/** One of a closed list. */
export const choice = <const O extends readonly [string, ...string[]]>(
  options: O,
  traits: FieldTraits = {},
): Field<O[number]> => ({
  ...field('choice', false, z.enum(options) as unknown as z.ZodType<O[number]>, traits),
  options,
});
/** A plain date, `YYYY-MM-DD`, without zone. */
export const date = (traits: FieldTraits = {}) => field('date', false, z.iso.date() as z.ZodType<string>, traits);
/** An instant: milliseconds since 1970 UTC. */
export const instant = (traits: FieldTraits = {}) => field('instant', false, z.number().int(), traits);
export const number = (traits: FieldTraits = {}) => field('number', false, z.number(), traits);
export const flag = (traits: FieldTraits = {}) => field('flag', false, z.boolean(), traits);
/** The id of another record. A dangling reference is a listed problem, not an error. */
export const reference = (traits: FieldTraits = {}) => field('reference', false, z.string().min(1).max(300), traits);
/** A set of short texts; concurrent values are united. */
export const set = (traits: FieldTraits = {}) =>
  field('set', false, z.array(z.string().max(1_000)).max(10_000), { merge: 'union', ...traits });
/** A fractional key among ordered children; ties are broken by operation id. */
export const order = (traits: FieldTraits = {}) =>
  field('order', false, z.string().min(1).max(200), { merge: 'last-writer', listed: true, ...traits });
/** Anything that a standard carries and we pass on: what was not understood, variables, extensions. */
export const json = ({ schema = z.json(), ...traits }: FieldTraits & { schema?: z.ZodType } = {}) =>
  field('json', false, schema as z.ZodType<Json>, traits);
