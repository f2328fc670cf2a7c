/**
 * One declaration per record type. `declareRecord` is the only way to make one; everything that needs
 * to know about a type (schema, merge, permission, catalogue, search, translation) reads the declaration.
 */
import type { RecordId, ScopeId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { Field } from './field.ts';

// biome-ignore lint/suspicious/noExplicitAny: a declaration may hold fields of any value type
export type AnyField = Field<any, boolean>;

export interface RecordDeclaration<Fields extends Record<string, AnyField> = Record<string, AnyField>> {
  /** The type's name on disk and wire; never changes. */
  readonly type: string;
  /** Counts up when fields, or values that a field may have, are added; nothing is ever taken away ([EV2]). */
  readonly version: number;
  /** The field that names the record this one belongs to (a step's playbook), or null. Children are listed by it. */
  readonly parent: string | null;
  /** It belongs to a parent and has a screen of its own all the same; what is found in others leads to their parent. */
  readonly hasScreen?: boolean;
  /** Append-only records are created once and never set, deleted or in conflict. */
  readonly appendOnly: boolean;
  /** It counts at the hub where it was made: no import takes it into another network. */
  readonly ofItsHub?: boolean;
  /** Laptops in one room hand it on all the same ([RM11]): what takes something back must not wait for a hub. */
  readonly alsoInRooms?: boolean;
  /** The listed date from which the age of a record counts for retention rules ([RT3]); without it records of the type have no age. */
  readonly retainedFrom?: string;
  /** What people rely on once its `state`, or that of the record it belongs to, is past the draft ([CF5]). */
  readonly reviewed?: 'by-itself' | 'with-parent';
  /** All of it is about one person: an erasure takes every value ([ER3]). */
  readonly personal?: boolean;
  readonly fields: Fields;
}

export function declareRecord<const Fields extends Record<string, AnyField>>(
  declaration: RecordDeclaration<Fields> & { readonly parent: (keyof Fields & string) | null },
): RecordDeclaration<Fields> {
  return declaration;
}

/** The value of a field as screens see it: per language for localised text. */
type ValueOf<F> =
  F extends Field<infer T, infer L> ? (L extends true ? Readonly<Partial<Record<string, T>>> : T | undefined) : never;

/** The values of a record as its declaration types them. */
export type ValuesOf<D extends RecordDeclaration> = { readonly [K in keyof D['fields']]: ValueOf<D['fields'][K]> };

/** What creating a record takes: any of its values. */
export type NewValuesOf<D extends RecordDeclaration> = {
  readonly [K in keyof D['fields']]?: ValueOf<D['fields'][K]> | undefined;
};

/** A record ready to be shown: values chosen by the merge policies, and what is unsettled. */
export type RecordView<D extends RecordDeclaration = RecordDeclaration> = ValuesOf<D> & {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly type: string;
  /** True when it is deleted and nobody edited it meanwhile. */
  readonly deleted: boolean;
  /** Field keys (`title.en`, `priority`, or `@exists`) that have more than one value to choose from. */
  readonly conflicts: readonly string[];
  /** What is known of the translations, by field key of the text; for translation-unit.ts to judge. */
  readonly translations: Readonly<Record<string, NotedTexts>>;
  /** Latest wall clock among the shown values, in milliseconds; for display only. */
  readonly changedAt: number;
};

/** Every value of one language of a localised field, and every note that speaks of them. */
export interface NotedTexts {
  readonly texts: readonly Json[];
  readonly notes: readonly Json[];
}

/** Splits a field key into the declared field and its language: `body.ar` is `['body', 'ar']`. */
export function splitFieldKey(key: string): readonly [field: string, language: string | null] {
  const dot = key.indexOf('.');
  return dot < 0 ? [key, null] : [key.slice(0, dot), key.slice(dot + 1)];
}
