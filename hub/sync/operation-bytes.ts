/** An operation as the hub keeps it: one CBOR array, so that nothing of a value is lost in a column type. */
import { decode } from 'cborg';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import type { OperationKind } from '../../shared/domain/record-state.ts';
import { encodeCanonical } from '../../shared/protocol/canonical-cbor.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';

type Row = [
  version: 1,
  kind: OperationKind,
  scope: Uint8Array,
  type: string,
  record: Uint8Array,
  field: string,
  value: Json,
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

/** The bytes of an operation without its id and seq, which stand beside them. */
export function bytesOfOperation(operation: StoredOperation): Uint8Array {
  const { origin } = operation;
  const row: Row = [
    1,
    operation.kind,
    bytesOfUuid(operation.scope),
    operation.type,
    bytesOfUuid(operation.record),
    operation.field,
    operation.value,
    operation.supersedes.map(fromHex),
    bytesOfUuid(operation.tx),
    operation.lamport,
    operation.wall,
    operation.schema,
    bytesOfUuid(origin.author),
    bytesOfUuid(origin.device),
    bytesOfUuid(origin.incarnation),
    operation.received ?? 0,
  ];
  return encodeCanonical(row);
}

/** The operation of bytes that {@link bytesOfOperation} made. */
export function operationOfBytes(id: string, seq: number | null, bytes: Uint8Array): StoredOperation {
  const row = decode(bytes) as Row;
  const [, kind, scope, type, record, field, value, supersedes, tx, lamport, wall, schema, author, ...rest] = row;
  const [device, incarnation, received] = rest;
  return {
    id,
    seq,
    kind,
    scope: uuidOfBytes(scope),
    type,
    record: uuidOfBytes(record),
    field,
    value,
    supersedes: supersedes.map((bytes) => toHex(bytes)),
    tx: uuidOfBytes(tx),
    lamport,
    wall,
    schema,
    received,
    origin: { author: uuidOfBytes(author), device: uuidOfBytes(device), incarnation: uuidOfBytes(incarnation) },
  };
}
