/**
 * How properties of CACAO and fields of our records correspond. Nothing is lost: a value that does not come back
 * exactly from its field is also kept in the record's `extra`, and wins on export as long as the field is unchanged.
 */
import type { Json, JsonObject } from '../../base/json.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import { checkValue } from '../edit.ts';
import { isSameJson } from './canonical-json.ts';

/** Translates between the ids of a document's steps and those of records; unknown ids pass unchanged. */
export interface StepNames {
  recordOf(cacaoId: string): string;
  cacaoOf(record: string): string;
}

export interface PropertyMap {
  readonly property: string;
  /** Field key; a localised field stands without its language. */
  readonly field: string;
  readonly isLocalised?: boolean;
  /** The field's value, or null when it cannot hold this one. */
  read(raw: Json, names: StepNames): Json | null;
  write(value: Json, names: StepNames): Json;
  /** Records of an earlier edition have the property in `extra` and nothing in the field: it is written from there. */
  readonly isLater?: boolean;
}

/** Field values by key, and the properties that no field holds. */
export interface MappedObject {
  readonly values: Readonly<Record<string, Json>>;
  readonly extra: JsonObject;
}

/** Reads an object's properties into fields. What has no field, or does not survive one, is in `extra`. */
export function readMapped(
  declaration: RecordDeclaration,
  maps: readonly PropertyMap[],
  source: JsonObject,
  language: string,
  names: StepNames,
): MappedObject {
  const byProperty = new Map(maps.map((map) => [map.property, map]));
  const values: Record<string, Json> = {};
  const extra: Record<string, Json> = {};
  for (const [property, raw] of Object.entries(source)) {
    const map = byProperty.get(property);
    const value = map === undefined ? null : admitted(declaration, map, raw, language, names);
    if (map !== undefined && value !== null) values[keyOf(map, language)] = value;
    if (map === undefined || value === null || !isSameJson(map.write(value, names), raw)) extra[property] = raw;
  }
  return { values, extra };
}

/** Writes fields back, with `extra` where the fields have not been changed since. */
export function writeMapped(
  declaration: RecordDeclaration,
  maps: readonly PropertyMap[],
  value: (key: string) => Json | null,
  extra: JsonObject,
  language: string,
  names: StepNames,
): Record<string, Json> {
  const written: Record<string, Json> = {};
  const mapped = new Set(maps.map((map) => map.property));
  for (const map of maps) {
    const current = value(keyOf(map, language));
    const raw = Object.hasOwn(extra, map.property) ? (extra[map.property] as Json) : undefined;
    const isUnchanged = raw !== undefined && isSameJson(admitted(declaration, map, raw, language, names), current);
    if (isUnchanged) written[map.property] = raw;
    else if (current !== null) written[map.property] = map.write(current, names);
    else if (map.isLater === true && raw !== undefined) written[map.property] = raw;
  }
  for (const [property, raw] of Object.entries(extra)) if (!mapped.has(property)) written[property] = raw;
  return written;
}

function keyOf(map: PropertyMap, language: string): string {
  return map.isLocalised ? `${map.field}.${language}` : map.field;
}

/** The value for the field, or null when the map or the field's declaration refuses it. */
function admitted(
  declaration: RecordDeclaration,
  map: PropertyMap,
  raw: Json,
  language: string,
  names: StepNames,
): Json | null {
  const value = map.read(raw, names);
  if (value === null) return null;
  return checkValue(declaration, keyOf(map, language), value).ok ? value : null;
}

const same = (value: Json): Json => value;

export function textMap(property: string, field: string): PropertyMap {
  return { property, field, read: (raw) => (typeof raw === 'string' ? raw : null), write: same };
}

/** A text per language. Longer than `max` UTF-16 units it is shown cut, and kept whole in `extra`. */
export function localisedMap(property: string, field: string, max: number): PropertyMap {
  const read = (raw: Json) => (typeof raw === 'string' ? shortened(raw, max) : null);
  return { property, field, isLocalised: true, read, write: same };
}

export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

export function numberMap(property: string, field: string): PropertyMap {
  return { property, field, read: (raw) => (typeof raw === 'number' ? raw : null), write: same };
}

export function flagMap(property: string, field: string): PropertyMap {
  return { property, field, read: (raw) => (typeof raw === 'boolean' ? raw : null), write: same };
}

export function jsonMap(property: string, field: string): PropertyMap {
  return { property, field, read: same, write: same };
}

export function textsMap(property: string, field: string): PropertyMap {
  return { property, field, read: texts, write: same };
}

function texts(raw: Json): Json | null {
  return Array.isArray(raw) && raw.every((each) => typeof each === 'string') ? (raw as Json) : null;
}

/** An instant in milliseconds; finer parts of a second stay in `extra`. */
export function instantMap(property: string, field: string): PropertyMap {
  const read = (raw: Json) => {
    const time = typeof raw === 'string' && /^\d{4}-\d\d-\d\dT/.test(raw) ? Date.parse(raw) : Number.NaN;
    return Number.isNaN(time) ? null : time;
  };
  return { property, field, read, write: (value) => new Date(Number(value)).toISOString() };
}

/** A property that got its field in a later edition. Whoever empties the field takes the property out of `extra` too. */
export function addedLater(map: PropertyMap): PropertyMap {
  return { ...map, isLater: true };
}

/** An edge to a step. */
export function stepMap(property: string, field: string): PropertyMap {
  return {
    property,
    field,
    read: (raw, names) => (typeof raw === 'string' && raw !== '' ? names.recordOf(raw) : null),
    write: (value, names) => names.cacaoOf(String(value)),
  };
}

export function stepsMap(property: string, field: string): PropertyMap {
  return {
    property,
    field,
    read: (raw, names) => (texts(raw) as string[] | null)?.map((id) => names.recordOf(id)) ?? null,
    write: (value, names) => (value as readonly string[]).map((id) => names.cacaoOf(id)),
  };
}
