/**
 * The lock of the record schema: every type and field that was ever declared, and what values it takes. Devices, hubs and
 * journals hold them for ever, so nothing of it may go or mean something else ([EV2] in SPEC-devices.md). What is new is
 * added by `node build/schema-lock.ts`, which adds and never takes away.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RecordDeclaration } from '../shared/domain/declare-record.ts';
import { recordDeclarations } from '../shared/domain/records.ts';
import { projectRoot } from './project-root.ts';

interface LockedField {
  /** The version of the declaration that first had it. */
  readonly since: number;
  readonly kind: string;
  readonly localised: boolean;
  /** JSON schema of one value. */
  readonly values: ValueSchema;
}
export interface LockedType {
  readonly version: number;
  readonly parent: string | null;
  readonly appendOnly: boolean;
  readonly fields: Readonly<Record<string, LockedField>>;
}
export type SchemaLock = Readonly<Record<string, LockedType>>;
type ValueSchema = Readonly<Record<string, unknown>>;

const lockPath = join('shared', 'protocol', 'locks', 'schema.json');
const addCommand = 'node build/schema-lock.ts';

/** What these declarations would be locked as. */
export function schemaOf(declarations: readonly RecordDeclaration[]): SchemaLock {
  return Object.fromEntries(
    declarations.map(({ type, version, parent, appendOnly, fields }) => [
      type,
      { version, parent, appendOnly, fields: fieldsOf(fields, version) },
    ]),
  );
}

function fieldsOf(fields: RecordDeclaration['fields'], since: number): LockedType['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { kind, localised, schema }]) => {
      const { $schema: _, ...values } = z.toJSONSchema(schema, { io: 'input' });
      return [name, { since, kind, localised, values }];
    }),
  );
}

/** What of a lock does not hold any more, and what it lacks; each as a sentence that says what to do. */
export function problemsOfSchema(lock: SchemaLock, today: SchemaLock): string[] {
  const gone = Object.keys(lock).filter((type) => today[type] === undefined);
  const fresh = Object.keys(today).filter((type) => lock[type] === undefined);
  return [
    ...gone.map((type) => `The record type "${type}" is gone. ${keepIt('a type that is out of use keeps its line')}`),
    ...fresh.map((type) => `The record type "${type}" is new: run \`${addCommand}\`, which adds it to the lock.`),
    ...Object.entries(lock).flatMap(([type, locked]) => {
      const now = today[type];
      return now === undefined ? [] : problemsOfType(type, locked, now);
    }),
  ];
}

function keepIt(how: string): string {
  return `Devices and journals of every edition hold it for ever: put the declaration back; ${how}, and loses its screens.`;
}

function problemsOfType(type: string, locked: LockedType, now: LockedType): string[] {
  const broken = [...brokenOf(type, locked, now)];
  if (broken.length > 0) return broken;
  const grown = Object.entries(now.fields).flatMap(([name, field]) => {
    const before = locked.fields[name];
    if (before === undefined) return [`has a new field "${name}"`];
    return isSame(before.values, field.values) ? [] : [`takes more values in "${name}"`];
  });
  if (grown.length === 0) {
    return now.version === locked.version ? [] : [`"${type}" is of version ${now.version} now: run \`${addCommand}\`.`];
  }
  const what = `"${type}" ${grown.join(', ')}`;
  if (now.version > locked.version) return [`${what}: run \`${addCommand}\`, which adds it to the lock.`];
  return [
    `${what} and still has version ${now.version}: make it ${locked.version + 1}, so that hubs can tell editions apart.`,
  ];
}

function* brokenOf(type: string, locked: LockedType, now: LockedType): Iterable<string> {
  const instead = 'leave it as it was, and declare a new field with a new name beside it.';
  if (now.version < locked.version)
    yield `"${type}" had version ${locked.version} and has ${now.version}: it only grows.`;
  if (now.parent !== locked.parent) {
    yield `"${type}" belonged to ${locked.parent ?? 'nothing'} and now to ${now.parent ?? 'nothing'}: older editions list it there; leave it.`;
  }
  if (now.appendOnly !== locked.appendOnly) {
    yield `"${type}" ${locked.appendOnly ? 'was' : 'was not'} append-only: older hubs judge it so; make a new type instead.`;
  }
  for (const [name, before] of Object.entries(locked.fields)) {
    const field = now.fields[name];
    if (field === undefined)
      yield `The field "${type}.${name}" is gone. ${keepIt('a field that is out of use stays declared')}`;
    else if (field.kind !== before.kind || field.localised !== before.localised) {
      yield `The field "${type}.${name}" was ${nameOf(before)} and is ${nameOf(field)}: ${instead}`;
    } else if (!takesAll(field.values, before.values)) {
      yield `The field "${type}.${name}" takes less than it did: older editions write those values still; ${instead}`;
    }
  }
}

function nameOf({ kind, localised }: LockedField): string {
  return localised ? `localised ${kind}` : kind;
}

/** Whether everything that the schema before takes is taken now: lists of choices and upper limits may only grow. */
function takesAll(now: ValueSchema, before: ValueSchema): boolean {
  return [...new Set([...Object.keys(now), ...Object.keys(before)])].every((key) => {
    const [is, was] = [now[key], before[key]];
    if (key === 'enum') return (was as unknown[]).every((option) => (is as unknown[]).includes(option));
    if (key.startsWith('max')) return is === undefined || (was !== undefined && Number(is) >= Number(was));
    if (key.startsWith('min')) return is === undefined || (was !== undefined && Number(is) <= Number(was));
    if (key === 'items') return takesAll(is as ValueSchema, was as ValueSchema);
    return isSame(is, was);
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The lock with everything that today has more. Throws when something of it does not hold. */
export function extendedLock(lock: SchemaLock, today: SchemaLock): SchemaLock {
  const broken = Object.entries(lock).flatMap(([type, locked]) => {
    const now = today[type];
    return now === undefined ? [`"${type}" is gone`] : [...brokenOf(type, locked, now)];
  });
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const types = Object.entries(today).map(([type, now]): [string, LockedType] => {
    const fields = Object.entries(now.fields).map(([name, field]): [string, LockedField] => {
      const since = lock[type]?.fields[name]?.since ?? field.since;
      return [name, { ...field, since }];
    });
    return [type, { ...now, fields: Object.fromEntries(fields) }];
  });
  return Object.fromEntries(types);
}

async function readLock(root: string): Promise<SchemaLock> {
  return JSON.parse(await readFile(join(root, lockPath), 'utf8')) as SchemaLock;
}

/** Part of the check "locks of formats and protocol". */
export async function checkSchemaLock(root: string): Promise<string[]> {
  return problemsOfSchema(await readLock(root), schemaOf(recordDeclarations));
}

if (import.meta.main) {
  const lock = await readLock(projectRoot);
  const extended = extendedLock(lock, schemaOf(recordDeclarations));
  await writeFile(join(projectRoot, lockPath), `${JSON.stringify(extended, null, 2)}\n`);
}
