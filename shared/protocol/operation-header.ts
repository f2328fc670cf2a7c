/**
 * Canonical header, commitment and id of an operation. Invariants: the same operation gives the same
 * bytes on every device for ever; nothing here depends on who carried it; ids are 16 bytes, written in hexadecimal.
 */
import { fromHex, toHex } from '../base/bytes.ts';
import { type OperationId, type ScopeId, type TransactionId, uuidOfBytes } from '../base/ids.ts';
import { createByteWriter } from './byte-writer.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import type { Operation } from './operation.ts';
import { type MacKey, macInto, macKeyOf, sha256Into } from './sha256-into.ts';

const commitmentSize = 32;

/** Version of the header's layout, its first member. */
export const headerVersion = 1;

/** What the header covers: the operation without its id. */
export type HeaderSubject = Omit<Operation, 'id'>;

export interface Identified {
  readonly id: OperationId;
  readonly header: Uint8Array;
  /** The canonical body. */
  readonly body: Uint8Array;
}

/** Header, body and id of an operation; `body` may be given when its canonical bytes are at hand. */
export function identify(operation: HeaderSubject, body = encodeCanonical(operation.value)): Identified {
  const header = writeHeader(operation, body).slice();
  return { id: idOf(header), header, body };
}

/** The id of an operation; `body` may be given when its canonical bytes are at hand. */
export function operationIdOf(operation: HeaderSubject, body = encodeCanonical(operation.value)): OperationId {
  return idOf(writeHeader(operation, body));
}

function idOf(header: Uint8Array): OperationId {
  return toHex(sha256Into(digest, header).subarray(0, 16));
}

/** An operation whose value goes and whose header stays ([CP1]): its id, and all that was made over it, still verify. */
export function withoutValue<T extends HeaderSubject>(operation: T): T {
  if (operation.commitment !== undefined) return operation;
  const header = writeHeader(operation, encodeCanonical(operation.value));
  return { ...operation, value: null, commitment: toHex(header.subarray(header.length - commitmentSize)) };
}

/** The place of an action's id while that id is made. */
const noAction = '00000000-0000-0000-0000-000000000000';

/** The id of the action whose first operation this is ([OP7]): that operation's id, had it none. */
export function actionIdOf(first: Omit<HeaderSubject, 'tx'>): TransactionId {
  return uuidOfBytes(fromHex(operationIdOf({ ...first, tx: noAction })));
}

/** A first pull makes a million headers: what they are made with is made once. Nothing here waits, so nothing interleaves. */
const writer = createByteWriter(512);

/** The header, in the writer's room: good until the next one is written. */
function writeHeader(operation: HeaderSubject, body: Uint8Array): Uint8Array {
  const open = writeOpenHeader(operation);
  // Of a value that was let go only this is left.
  const { commitment: left } = operation;
  const commitment = left === undefined ? commit(operation.scope, open, body) : fromHex(left);
  if (commitment.length !== commitmentSize) throw new Error(`A commitment of ${commitment.length} bytes`);
  // The map has one member more than the header without its commitment: 12 instead of 11 pairs.
  open[0] = 0xac;
  writer.byte(11);
  writer.byte(0x58);
  writer.byte(commitmentSize);
  writer.bytes(commitment);
  return writer.written();
}

/** The header without its commitment. */
function writeOpenHeader(operation: HeaderSubject): Uint8Array {
  writer.clear();
  writer.byte(0xab);
  writer.byte(0);
  writer.byte(headerVersion);
  writer.byte(1);
  writer.cborText(operation.kind);
  writer.byte(2);
  writeUuid('scope', operation.scope);
  writer.byte(3);
  writer.cborText(operation.type);
  writer.byte(4);
  writeUuid('record', operation.record);
  writer.byte(5);
  writer.cborText(operation.field);
  writer.byte(6);
  writeUuid('tx', operation.tx);
  writer.byte(7);
  writer.cborInteger(operation.lamport);
  writer.byte(8);
  writer.cborInteger(operation.wall);
  writer.byte(9);
  writer.cborInteger(operation.schema);
  writer.byte(10);
  writer.cborHead(4, operation.supersedes.length);
  const { supersedes } = operation;
  for (const id of supersedes.length < 2 ? supersedes : [...supersedes].sort()) {
    writer.byte(0x50);
    writer.hex(id);
  }
  return writer.written();
}

/** The bytes of the UUID that stood in each place last: the operations of a record and of an action follow each other. */
const lastUuids = { scope: noUuid(), record: noUuid(), tx: noUuid() };

function noUuid() {
  return { text: '', bytes: new Uint8Array(0) };
}

function writeUuid(place: keyof typeof lastUuids, uuid: string): void {
  const last = lastUuids[place];
  if (last.text !== uuid) {
    last.bytes = fromHex(uuid.replaceAll('-', ''));
    last.text = uuid;
  }
  writer.byte(0x50);
  writer.bytes(last.bytes);
}

// Key set-up costs two of the mac's four blocks; a device works in a handful of scopes.
const macs = new Map<ScopeId, MacKey>();

/** SHA-256(salt || body), the salt being a MAC of the header under the data key: the scope id in suite 0. */
function commit(scope: ScopeId, open: Uint8Array, body: Uint8Array): Uint8Array {
  let key = macs.get(scope);
  if (key === undefined) {
    if (macs.size >= 1_000) macs.clear();
    key = macKeyOf(fromHex(scope.replaceAll('-', '')));
    macs.set(scope, key);
  }
  return sha256Into(digest, macInto(digest, key, open), body);
}

const digest = new Uint8Array(32);
