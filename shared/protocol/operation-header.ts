/**
 * Canonical header, commitment and id of an operation (formats.md 1). Invariants: the same operation gives the same
 * bytes on every device for ever; nothing here depends on who carried it; ids are 16 bytes, written in hexadecimal.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex } from '../base/bytes.ts';
import { type OperationId, type ScopeId, type TransactionId, uuidOfBytes } from '../base/ids.ts';
import { createByteWriter } from './byte-writer.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import type { Operation } from './operation.ts';

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
  const open = headerWithoutCommitment(operation);
  const commitment = commit(operation.scope, open, body);
  const header = new Uint8Array(open.length + 35);
  header.set(open);
  // The map has one member more than the header without its commitment: 12 instead of 11 pairs.
  header[0] = 0xac;
  header[open.length] = 11;
  header[open.length + 1] = 0x58;
  header[open.length + 2] = 32;
  header.set(commitment, open.length + 3);
  return { id: toHex(sha256(header).subarray(0, 16)), header, body };
}

/** The id of an operation. */
export function operationIdOf(operation: HeaderSubject): OperationId {
  return identify(operation).id;
}

/** The place of an action's id while that id is made. */
const noAction = '00000000-0000-0000-0000-000000000000';

/** The id of the action whose first operation this is ([OP7]): that operation's id, had it none. */
export function actionIdOf(first: Omit<HeaderSubject, 'tx'>): TransactionId {
  return uuidOfBytes(fromHex(identify({ ...first, tx: noAction }).id));
}

function headerWithoutCommitment(operation: HeaderSubject): Uint8Array {
  const writer = createByteWriter(192);
  writer.byte(0xab);
  writer.byte(0);
  writer.byte(headerVersion);
  writer.byte(1);
  writer.cborText(operation.kind);
  writer.byte(2);
  writeUuid(operation.scope);
  writer.byte(3);
  writer.cborText(operation.type);
  writer.byte(4);
  writeUuid(operation.record);
  writer.byte(5);
  writer.cborText(operation.field);
  writer.byte(6);
  writeUuid(operation.tx);
  writer.byte(7);
  writer.cborInteger(operation.lamport);
  writer.byte(8);
  writer.cborInteger(operation.wall);
  writer.byte(9);
  writer.cborInteger(operation.schema);
  writer.byte(10);
  writer.cborHead(4, operation.supersedes.length);
  for (const id of [...operation.supersedes].sort()) {
    writer.byte(0x50);
    writer.bytes(fromHex(id));
  }
  return writer.finish();

  function writeUuid(uuid: string): void {
    writer.byte(0x50);
    writer.bytes(fromHex(uuid.replaceAll('-', '')));
  }
}

type Mac = ReturnType<typeof hmac.create>;
// Key set-up costs two of the mac's four blocks; a device works in a handful of scopes.
const macs = new Map<ScopeId, Mac>();

/** SHA-256(salt || body), the salt being a MAC of the header under the data key: the scope id in suite 0. */
function commit(scope: ScopeId, open: Uint8Array, body: Uint8Array): Uint8Array {
  let mac = macs.get(scope);
  if (mac === undefined) {
    if (macs.size >= 1_000) macs.clear();
    mac = hmac.create(sha256, fromHex(scope.replaceAll('-', '')));
    macs.set(scope, mac);
  }
  const salt = mac.clone().update(open).digest();
  return sha256.create().update(salt).update(body).digest();
}
