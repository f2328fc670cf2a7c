/**
 * Values that golden records hold: at least one for each field that is declared, made of what its declaration takes. A value of several
 * members has all of them, those that may be left out too, each list one entry and each map one key.
 */
import { z } from 'zod';
import type { Json } from '../../shared/base/json.ts';
import type { AnyField, RecordDeclaration } from '../../shared/domain/declare-record.ts';
import { checkValue } from '../../shared/domain/edit.ts';
import { person, scopeA, scopeB, uuidNumbered } from '../support/network.ts';

/** The golden record of a number. */
export const recordOf = (at: number) => uuidNumbered(0x60, at);

/** The scope of the golden record of a number. */
export const scopeOf = (at: number) => (at % 2 === 0 ? scopeA : scopeB);

const free: Json = { z: 1, a: [null, true, 'ключ'] };
const texts = [
  ['en', 'Fuel depot, perimeter breach'],
  ['ar', 'اختراق محيط مستودع الوقود'],
  ['zh', '燃料库周界被突破'],
] as const;

/** Candidates for each kind of field; what a field's declaration takes of them is written. */
const valuesOfKind: Readonly<Record<AnyField['kind'], readonly Json[]>> = {
  text: ['Fuel', 'en', '2026-02-28T09:30', 'a'.repeat(64)],
  choice: [],
  date: ['2026-02-28'],
  instant: [1_767_225_600_000],
  number: [2.5, 2],
  flag: [true],
  reference: [recordOf(0)],
  set: [['b', 'a']],
  order: ['a0'],
  json: [free, ['b', 'a']],
};

/** The values of one record of a type, by field key; every field has one. Throws with the field for which there is none yet. */
export function goldenValuesOf(declaration: RecordDeclaration): Record<string, Json> {
  const values = Object.entries(declaration.fields).flatMap(([name, field]): [string, Json][] => {
    if (field.localised) return texts.map(([language, text]) => [`${name}.${language}`, text]);
    return [[name, goodValue(declaration, name, field)]];
  });
  return Object.fromEntries(values);
}

function goodValue(declaration: RecordDeclaration, name: string, field: AnyField): Json {
  const made =
    field.kind === 'json' ? [sampleOf(z.toJSONSchema(field.schema, { unrepresentable: 'any' }) as Shape)] : [];
  const candidates = [...(field.options ?? []), ...made, ...valuesOfKind[field.kind]];
  const value = candidates.find((one) => checkValue(declaration, name, one).ok);
  if (value === undefined)
    throw new Error(`No golden value for ${declaration.type}.${name}: add one to golden-values.ts`);
  return value;
}

/** As much of JSON Schema as the declarations come out as. */
interface Shape {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly propertyNames?: Shape;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
}

/** Members that mean the same wherever they stand. */
export const golden = {
  by: { person: person(1), name: 'Person 1', centre: 'Centre' },
  at: 1_767_225_600_000,
  language: 'en',
  role: 'steward',
};

/** Texts that patterns are tried on. */
const tried = [
  'Fuel depot',
  'en',
  '2026-02-28',
  '2.1',
  recordOf(0),
  'a'.repeat(32),
  'a'.repeat(64),
  `z6Mk${'h'.repeat(44)}`,
];

function sampleOf(shape: Shape, name = ''): Json {
  const [first] = shape.oneOf ?? shape.anyOf ?? [];
  if (Object.hasOwn(golden, name)) return golden[name as keyof typeof golden];
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0] as Json;
  if (first !== undefined) return sampleOf(first, name);
  if (shape.type === 'string') return textOf(shape);
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(2, shape.minimum ?? 2);
  if (shape.type === 'boolean') return true;
  if (shape.type === 'array') return listOf(shape);
  if (shape.type === 'object') return mapOf(shape);
  return free;
}

function textOf({ pattern, maxLength = Number.POSITIVE_INFINITY }: Shape): string {
  const fits = (text: string) =>
    text.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const text = tried.find(fits);
  if (text === undefined) throw new Error(`No text for ${pattern}: add one to golden-values.ts`);
  return text;
}

function listOf({ items = {}, minItems = 1 }: Shape): Json[] {
  const entry = sampleOf(items);
  // Entries that have to differ are texts.
  return Array.from({ length: minItems }, (_, at) =>
    at > 0 && typeof entry === 'string' ? `${entry} ${at + 1}` : entry,
  );
}

function mapOf({ properties = {}, propertyNames, additionalProperties }: Shape): Json {
  const members = Object.entries(properties).map(([key, shape]) => [key, sampleOf(shape, key)] as const);
  const isMap = propertyNames !== undefined && typeof additionalProperties === 'object';
  return Object.fromEntries(isMap ? [...members, ['en', sampleOf(additionalProperties)]] : members);
}
