/** An operation as the hub keeps it: one CBOR array, so that nothing of a value is lost in a column type. */
import { decode } from 'cborg';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import type { OperationKind } from '../../shared/domain/record-state.ts';
import { encodeCanonical } from '../../shared/protocol/canonical-cbor.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';

type Row = [
  version: number,
  kind: OperationKind,
  scope: Uint8Array,
  type: string,
  record: Uint8Array,
  field: string,
  /** Of version 2 the commitment to it, which is all that is left. */
  value: Json | Uint8Array,
  supersedes: Uint8Array[],
  tx: Uint8Array,
  lamport: number,
  wall: number,
  schema: number,
  author: Uint8Array,
  device: Uint8Array,
  incarnation: Uint8Array,
  received: number,
];

/** Version 2 is written for an operation whose value was let go ([CP1]). */
const versions = { whole: 1, letGo: 2 } as const;

/** Operations follow each other that are of one record, one action and one device: their ids are read once. */
const known = new Map<string, Uint8Array>();

function idBytes(uuid: string): Uint8Array {
  const before = known.get(uuid);
  if (before !== undefined) return before;
  if (known.size >= 1_000) known.clear();
  const bytes = bytesOfUuid(uuid);
  known.set(uuid, bytes);
  return bytes;
}

/** The bytes of an operation without its id and seq, which stand beside them. */
export function bytesOfOperation(operation: StoredOperation): Uint8Array {
  const { origin, commitment } = operation;
  const row: Row = [
    commitment === undefined ? versions.whole : versions.letGo,
    operation.kind,
    idBytes(operation.scope),
    operation.type,
    idBytes(operation.record),
    operation.field,
    commitment === undefined ? operation.value : fromHex(commitment),
    operation.supersedes.map(fromHex),
    idBytes(operation.tx),
    operation.lamport,
    operation.wall,
    operation.schema,
    idBytes(origin.author),
    idBytes(origin.device),
    idBytes(origin.incarnation),
    operation.received ?? 0,
  ];
  return encodeCanonical(row);
}

/** The operation of bytes that {@link bytesOfOperation} made. */
export function operationOfBytes(id: string, seq: number | null, bytes: Uint8Array): StoredOperation {
  const row = decode(bytes) as Row;
  const [version, kind, scope, type, record, field, value, supersedes, tx, lamport, wall, schema, author, ...rest] =
    row;
  const [device, incarnation, received] = rest;
  return {
    id,
    seq,
    kind,
    scope: uuidOfBytes(scope),
    type,
    record: uuidOfBytes(record),
    field,
    ...(version === versions.letGo
      ? { value: null, commitment: toHex(value as Uint8Array) }
      : { value: value as Json }),
    supersedes: supersedes.map((bytes) => toHex(bytes)),
    tx: uuidOfBytes(tx),
    lamport,
    wall,
    schema,
    received,
    origin: { author: uuidOfBytes(author), device: uuidOfBytes(device), incarnation: uuidOfBytes(incarnation) },
  };
}
