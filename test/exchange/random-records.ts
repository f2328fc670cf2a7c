/** Records of every declared type with values that their declarations allow: what no test has to be told of. */
import fc from 'fast-check';
import type { Json } from '../../shared/base/json.ts';
import type { AnyField, RecordDeclaration } from '../../shared/domain/declare-record.ts';
import { checkValue } from '../../shared/domain/edit.ts';
import { existenceField, type OperationDraft } from '../../shared/domain/record-state.ts';
import { recordDeclarations } from '../../shared/domain/records.ts';
import { scopeA, scopeB, uuidNumbered } from '../support/network.ts';

/** All but those that count at the hub where they were made: no import takes them. */
const importable = recordDeclarations.filter(({ ofItsHub }) => ofItsHub !== true);
const recordId = (number: number) => uuidNumbered(0x11, number);
const mostRecords = 14;

/** What is done to a record after it is made. `conflict` sets a field without having seen what is there. */
export interface RandomRecord {
  readonly drafts: readonly OperationDraft[];
  readonly later: readonly {
    readonly kind: 'conflict' | 'edit' | 'delete' | 'restore' | 'unseen-edit';
    readonly draft: OperationDraft;
  }[];
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const words = fc.oneof(text, fc.constantFrom('=1+1', '\u202eabc', 'أمل', '陈玉兰', 'a\nb', '"', "'", '-5'));

function valueFor(field: AnyField): fc.Arbitrary<Json> {
  const options = (field.schema as unknown as { options?: readonly string[] }).options;
  switch (field.kind) {
    case 'choice':
      return fc.constantFrom(...(options ?? ['?']));
    case 'date':
      return fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    case 'instant':
      return fc.integer({ min: 0, max: 2_000_000_000_000 });
    case 'number':
      return fc.oneof(fc.integer({ min: -1_000, max: 1_000 }), fc.constantFrom(0.5, 1e21));
    case 'flag':
      return fc.boolean();
    case 'reference':
      return fc.integer({ min: 0, max: mostRecords }).map(recordId);
    case 'set':
      return fc.uniqueArray(words, { maxLength: 4 });
    case 'order':
      return fc.constantFrom('a0', 'a1', 'Zz');
    case 'json':
      return fc
        .jsonValue({ maxDepth: 2 })
        .map((each) => JSON.parse(JSON.stringify(each).replaceAll('-0', '0')) as Json);
    default:
      return words;
  }
}

function keyed(declaration: RecordDeclaration): fc.Arbitrary<readonly [string, Json]> {
  const fields = Object.entries(declaration.fields);
  return fc
    .constantFrom(...fields)
    .chain(([name, field]) =>
      fc.tuple(field.localised ? fc.constantFrom(`${name}.en`, `${name}.ar`) : fc.constant(name), valueFor(field)),
    )
    .filter(([key, value]) => checkValue(declaration, key, value).ok);
}

function recordOf(number: number): fc.Arbitrary<RandomRecord> {
  return fc.constantFrom(...importable).chain((declaration) => {
    const pairs = fc.uniqueArray(keyed(declaration), { maxLength: 6, selector: ([key]) => key });
    const kinds = declaration.appendOnly
      ? fc.constant([])
      : fc.array(
          fc.tuple(fc.constantFrom('conflict', 'edit', 'delete', 'restore', 'unseen-edit'), keyed(declaration)),
          { maxLength: 4 },
        );
    return fc.tuple(fc.constantFrom(scopeA, scopeB), pairs, kinds).map(([scope, values, later]) => {
      const base = { scope, type: declaration.type, record: recordId(number), supersedes: [] };
      const set = ([field, value]: readonly [string, Json]): OperationDraft => ({ ...base, kind: 'set', field, value });
      return {
        drafts: [{ ...base, kind: 'create', field: existenceField, value: null } as OperationDraft, ...values.map(set)],
        later: later.map(([kind, pair]) => ({ kind, draft: set(pair) })),
      } as RandomRecord;
    });
  });
}

/** A small library of any types, some of it in conflict, some deleted. */
export const randomLibrary: fc.Arbitrary<readonly RandomRecord[]> = fc
  .integer({ min: 1, max: mostRecords })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => recordOf(number))));
