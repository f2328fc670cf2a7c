/**
 * What a move writes, and what is read of it ([MV1] to [MV4] of the records' rules): the mark in the old scope is a
 * head of existence of kind `move`; in the new scope a field beside the values says which record it is.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { utf8 } from '../../base/bytes.ts';
import { isUuid, type OperationId, type RecordId, type ScopeId, uuidOfBytes } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { existenceField, type Head, type OperationDraft, type RecordState } from '../record-state.ts';
import { firstPlaceField } from './first-place-field.ts';

/** A record in a scope. */
export interface RecordPlace {
  readonly scope: ScopeId;
  readonly record: RecordId;
}

/** The value of a move. */
export interface MoveValue {
  /** The heads that its author had seen, as in a delete ([MG4]). */
  readonly seen: readonly OperationId[];
  readonly to: RecordPlace;
  /** The operations that brought the record into its new scope: the hub takes the mark when it took all of these. */
  readonly made: readonly OperationId[];
}

const uuid = z.string().refine(isUuid);
const placeSchema = z.looseObject({ scope: uuid, record: uuid });
const moveSchema = z.looseObject({ seen: z.array(z.string()), to: placeSchema, made: z.array(z.string()) });

/** Reads the value of a move; null when it is none. What the hub asks of one is more (decide-operation.ts). */
export function readMove(value: Json): MoveValue | null {
  const read = moveSchema.safeParse(value);
  return read.success ? read.data : null;
}

/** The operations that a mark of a move names; none for anything else. */
export function arrivalOf({ kind, value }: Pick<OperationDraft, 'kind' | 'value'>): readonly OperationId[] {
  return kind === 'move' ? (readMove(value)?.made ?? []) : [];
}

/** Where a record was made. */
export function firstPlaceOf(state: RecordState): RecordPlace {
  const read = placeSchema.safeParse(state.fields[firstPlaceField]?.[0]?.value ?? null);
  return read.success ? read.data : { scope: state.scope, record: state.id };
}

/**
 * The id of a record in a scope. There is one for each, the same on every device: who moves it there too makes the same
 * record, who has only this scope finds it by an id of another, and who brings it back finds the one that it had.
 */
export function idInScope(first: RecordPlace, scope: ScopeId): RecordId {
  if (scope === first.scope) return first.record;
  const bytes = sha256(utf8(`waypost record ${first.record} in scope ${scope}`)).slice(0, 16);
  // A UUID of version 8: bits of our own making.
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return uuidOfBytes(bytes);
}

/** The moves among the heads of a record's existence, in their order; of several to one place the first. */
export function movesOf(state: RecordState): { readonly to: RecordPlace; readonly head: Head }[] {
  const heads = (state.fields[existenceField] ?? []).filter(({ kind }) => kind === 'move');
  const moves = heads.flatMap((head) => {
    const to = readMove(head.value)?.to;
    return to === undefined ? [] : [{ to, head }];
  });
  return moves.filter(({ to }, at) => moves.findIndex((other) => other.to.record === to.record) === at);
}
