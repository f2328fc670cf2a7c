/**
 * Operations of one scope as a table, layout 2: columns, each packed with its like. Ids and commitments are not in it: the
 * reader rebuilds header and id of each operation ([OP4]). What both sides know at a place of the scope's order may be
 * named by that place ([OP6]), and the id of an action whose first operation is here is rebuilt from it ([OP7]).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes, fromHex, toHex } from '../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import type { OperationKind } from '../domain/record-state.ts';
import { readBodies, writeBodies } from './body-columns.ts';
import { Unreadable } from './byte-reader.ts';
import { decodeCanonical, encodeCanonical } from './canonical-cbor.ts';
import { dictionary, lamport, pick, readDeltas, readNames, unsigned, writeDeltas, writeText } from './columns.ts';
import { type Identities, made } from './identities.ts';
import { type KnownPlaces, type NamedOperation, noPlaces } from './known-places.ts';
import { operationLimit } from './limits.ts';
import { isLetGo, type Operation } from './operation.ts';
import { actionIdOf } from './operation-header.ts';
import { nameRecords, type RecordName, readRecords, writeRecords } from './record-column.ts';
import { readSupersedes, type Superseded, writeSupersedes } from './supersedes-column.ts';
import type { TableReader, TableWriter } from './table-parts.ts';

/** How an operation's action is named: as the one before, rebuilt from this operation, by its id, or one named before. */
const [sameAction, derived, named, earlier] = [0, 1, 2, 3];

/** What operations of a table may lack: those of layout 3 their values ([CP2]). */
export type Lacking = 'nothing' | 'values';

/** Writes operations, all of the scope that the reader will be told. */
export function writeTable(
  writer: TableWriter,
  operations: readonly Operation[],
  places: KnownPlaces = noPlaces,
  mayLack: Lacking = 'nothing',
): void {
  const { columns, raw } = writer;
  if (mayLack === 'nothing' && operations.some(isLetGo)) throw new Error('This layout holds whole operations only.');
  columns.varint(operations.length);
  const kinds = dictionary(operations, (operation) => operation.kind);
  const fields = dictionary(operations, (operation) => operation.field);
  const types = dictionary(operations, (operation) => operation.type);
  for (const names of [kinds, fields, types]) {
    columns.varint(names.values.length);
    for (const name of names.values) writeText(columns, name);
  }
  const records = nameRecords(operations, types, places);
  writeRecords(writer, records);
  for (const index of kinds.column) columns.varint(index);
  for (const index of fields.column) columns.varint(index);
  writeActions(writer, operations);
  writeDeltas(columns, operations, (operation) => operation.lamport);
  writeDeltas(columns, operations, (operation) => operation.wall);
  writeDeltas(columns, operations, (operation) => operation.schema);
  const usesPlaces = writeSupersedes(writer, operations, records, places);
  columns.byte(usesPlaces ? 1 : 0);
  if (usesPlaces) raw.bytes(checkOf(operations));
  if (mayLack === 'values') writeCommitments(writer, operations);
  const whole = operations.flatMap((operation, at) => (isLetGo(operation) ? [] : at));
  const bodies = whole.map((at) => encodeCanonical((operations[at] as Operation).value));
  const fieldOf = whole.map((at) => fields.column[at] as number);
  writeBodies(writer, bodies, fieldOf, fields.values.length);
}

/** A table whose places are not looked up yet. */
export interface OpenTable {
  /** The places that it names. */
  readonly places: readonly number[];
  /** Its operations, each with its id. Throws Unreadable when a place is not there or stands for something else. */
  readonly read: (at: ReadonlyMap<number, NamedOperation>, identities?: Identities) => Operation[];
}

/** Reads what writeTable wrote, to its end. Throws Unreadable. */
export function openTable(reader: TableReader, scope: string, mayLack: Lacking = 'nothing'): OpenTable {
  const { columns, raw } = reader;
  const count = columns.count(operationLimit, 'operations');
  const [kinds, fields, types] = [readNames(columns, count), readNames(columns, count), readNames(columns, count)];
  const records = readRecords(reader, count);
  for (const name of records.names) if ('type' in name) pick(types, name.type);
  const column = (length: number) => Array.from({ length: count }, () => columns.count(length - 1, 'names'));
  const [kindOf, fieldOf] = [column(kinds.length), column(fields.length)];
  const actions = readActions(reader, count);
  const [lamports, walls, schemas] = [
    readDeltas(columns, count),
    readDeltas(columns, count),
    readDeltas(columns, count),
  ];
  const supersedes = readSupersedes(reader, records);
  const check = columns.byte() === 1 ? raw.bytes(16) : null;
  const commitments = mayLack === 'values' ? readCommitments(reader, count) : new Map<number, string>();
  const bodies = readWhole(reader, fieldOf, fields.length, commitments);
  const places = [...records.names.flatMap((name) => ('place' in name ? name.place : [])), ...placesIn(supersedes)];

  return { places: [...new Set(places)], read };

  function read(at: ReadonlyMap<number, NamedOperation>, identities = made): Operation[] {
    const operations: Operation[] = [];
    const known = records.names.map((name) => recordOf(name, types, at));
    for (let i = 0; i < count; i++) {
      const record = known[records.column[i] as number] as { readonly id: string; readonly type: string };
      // One object for each, filled in as it becomes known: a first pull makes a million.
      const operation = {
        kind: kinds[kindOf[i] as number] as OperationKind,
        scope,
        type: record.type,
        record: record.id,
        field: fields[fieldOf[i] as number] as string,
        ...valueIn(bodies[i], commitments.get(i)),
        supersedes: (supersedes[i] as Superseded[]).map((one) => idOf(one, operations, at)).sort(),
        lamport: lamport(lamports[i] as number),
        wall: walls[i] as number,
        schema: unsigned(schemas[i] as number),
        tx: '',
        id: '',
      };
      const action = actions[i] as ActionName;
      operation.tx =
        action === 'derived' ? identities.action(operation) : typeof action === 'string' ? action : txAt(action);
      operation.id = identities.operation(operation, bodies[i] ?? noBody);
      operations.push(operation);
    }
    if (check !== null && !equalBytes(check, checkOf(operations)))
      throw new Unreadable('places stand for something else');
    return operations;

    function txAt(index: number): string {
      return (operations[index] as Operation).tx;
    }
  }
}

const noBody = new Uint8Array(0);

/** The body of each operation that has one. */
function readWhole(
  reader: TableReader,
  fieldOf: readonly number[],
  fields: number,
  commitments: ReadonlyMap<number, string>,
): (Uint8Array | undefined)[] {
  if (commitments.size === 0) return readBodies(reader, fieldOf, fields);
  const whole = fieldOf.filter((_, at) => !commitments.has(at));
  const read = readBodies(reader, whole, fields).values();
  return fieldOf.map((_, at) => (commitments.has(at) ? undefined : read.next().value));
}

function valueIn(
  body: Uint8Array | undefined,
  commitment: string | undefined,
): Pick<Operation, 'value' | 'commitment'> {
  return commitment === undefined ? { value: decodeCanonical(body as Uint8Array) } : { value: null, commitment };
}

/** Which operations have no value, and what stands in the header in its place. */
function writeCommitments({ columns, raw }: TableWriter, operations: readonly Operation[]): void {
  const lacking = operations.flatMap(({ commitment }, at) => (commitment === undefined ? [] : { at, commitment }));
  columns.varint(lacking.length);
  writeDeltas(columns, lacking, ({ at }) => at);
  for (const { commitment } of lacking) raw.bytes(fromHex(commitment));
}

/** What {@link writeCommitments} wrote, by the index of the operation. */
function readCommitments({ columns, raw }: TableReader, count: number): ReadonlyMap<number, string> {
  const commitments = new Map<number, string>();
  for (const at of readDeltas(columns, columns.count(count, 'commitments'))) {
    if (at < 0 || at >= count || commitments.has(at)) throw new Unreadable('lets go of what is not there');
    commitments.set(at, toHex(raw.bytes(32)));
  }
  return commitments;
}

/** What a table that names places must come out as: 16 bytes over all its ids. */
function checkOf(operations: readonly Operation[]): Uint8Array {
  const hash = sha256.create();
  for (const { id } of operations) hash.update(fromHex(id));
  return hash.digest().subarray(0, 16);
}

function recordOf(name: RecordName, types: readonly string[], at: ReadonlyMap<number, NamedOperation>) {
  if (!('place' in name)) return { id: name.id, type: pick(types, name.type) };
  const { record, type } = operationAt(at, name.place);
  return { id: record, type };
}

function idOf(one: Superseded, operations: readonly Operation[], at: ReadonlyMap<number, NamedOperation>): string {
  if ('id' in one) return one.id;
  return 'place' in one ? operationAt(at, one.place).id : (operations[one.index] as Operation).id;
}

function operationAt(at: ReadonlyMap<number, NamedOperation>, place: number): NamedOperation {
  const found = at.get(place);
  if (found === undefined) throw new Unreadable('names a place that is not there');
  return found;
}

function placesIn(supersedes: readonly (readonly Superseded[])[]): number[] {
  return supersedes.flat().flatMap((one) => ('place' in one ? one.place : []));
}

function writeActions({ columns, raw }: TableWriter, operations: readonly Operation[]): void {
  const known = new Map<string, number>();
  let before: string | null = null;
  for (const operation of operations) {
    const { tx } = operation;
    const place = known.get(tx);
    if (tx === before) columns.varint(sameAction as number);
    else if (place !== undefined) columns.varint((earlier as number) + place);
    // Without its value the action's id cannot be rebuilt from it.
    else if (!isLetGo(operation) && actionIdOf(operation) === tx) columns.varint(derived as number);
    else {
      columns.varint(named as number);
      raw.bytes(bytesOfUuid(tx));
    }
    if (place === undefined) known.set(tx, known.size);
    before = tx;
  }
}

/** An action by its id, by the operation that it is rebuilt from, or as that of an operation before. */
type ActionName = string | 'derived' | number;

function readActions({ columns, raw }: TableReader, count: number): ActionName[] {
  const firsts: number[] = [];
  const actions: ActionName[] = [];
  for (let at = 0; at < count; at++) {
    const code = columns.varint();
    if (code === sameAction && at > 0) actions.push(at - 1);
    else if (code >= (earlier as number)) actions.push(pick(firsts, code - (earlier as number)));
    else {
      if (code === sameAction) throw new Unreadable('belongs to no action');
      firsts.push(at);
      actions.push(code === derived ? 'derived' : uuidOfBytes(raw.bytes(16)));
    }
  }
  return actions;
}
