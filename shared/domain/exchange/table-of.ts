/**
 * A table of records of one type as CSV. Its columns are read from the declaration, so that a new record type needs
 * nothing here: localised fields have a column for each language that is there, references one more with a readable name.
 */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { AnyField, RecordDeclaration } from '../declare-record.ts';
import { splitFieldKey } from '../declare-record.ts';
import type { RecordState } from '../record-state.ts';
import { conflictsOf, shownValues } from '../view.ts';
import { byteOrderMark, type CsvCell, csvRow } from './csv.ts';

export interface TableColumn {
  readonly heading: string;
  /** Field key, or null for what every record has. */
  readonly key: string | null;
  readonly cell: (values: Readonly<Record<string, Json>>, state: RecordState) => CsvCell;
}

/** The columns of a type; `keys` are the field keys that any of its records has. */
export function columnsOf(
  declaration: RecordDeclaration,
  keys: Iterable<string>,
  nameOf: (id: RecordId) => string,
): TableColumn[] {
  const languages = languagesOf(keys);
  const columns: TableColumn[] = [
    { heading: 'id', key: null, cell: (_, { id }) => id },
    { heading: 'scope', key: null, cell: (_, { scope }) => scope },
  ];
  for (const [name, field] of Object.entries(declaration.fields)) {
    if (field.localised) {
      for (const language of languages.get(name) ?? []) columns.push(valueColumn(`${name}.${language}`, field));
      continue;
    }
    columns.push(valueColumn(name, field));
    if (field.kind === 'reference') columns.push(nameColumn(name, nameOf));
  }
  const unsettled = (state: RecordState) => conflictsOf(declaration, state).join(' ');
  columns.push({ heading: 'in conflict', key: null, cell: (_, state) => unsettled(state) });
  return columns;
}

function languagesOf(keys: Iterable<string>): Map<string, string[]> {
  const languages = new Map<string, string[]>();
  for (const key of [...new Set(keys)].sort()) {
    const [name, language] = splitFieldKey(key);
    if (language !== null) languages.set(name, [...(languages.get(name) ?? []), language]);
  }
  return languages;
}

function valueColumn(key: string, field: AnyField): TableColumn {
  return { heading: key, key, cell: (values) => valueCell(values[key] ?? null, field) };
}

function nameColumn(key: string, nameOf: (id: RecordId) => string): TableColumn {
  const named = (id: Json | undefined) => (typeof id === 'string' ? nameOf(id) : null);
  return { heading: `${key} (name)`, key, cell: (values) => named(values[key]) };
}

/** Instants as ISO 8601 in UTC, sets joined by semicolons, structured values as JSON; everything else as it is. */
export function valueCell(value: Json, field: AnyField): CsvCell {
  if (value === null) return null;
  if (field.kind === 'instant' && typeof value === 'number') return instantText(value);
  if (field.kind === 'set' && Array.isArray(value)) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function instantText(milliseconds: number): string {
  const at = new Date(milliseconds);
  return Number.isNaN(at.getTime()) ? String(milliseconds) : at.toISOString();
}

export function tableHead(columns: readonly TableColumn[]): string {
  return byteOrderMark + csvRow(columns.map(({ heading }) => heading));
}

/** One record as a row. */
export function tableRow(columns: readonly TableColumn[], declaration: RecordDeclaration, state: RecordState): string {
  const values = shownValues(declaration, state);
  return csvRow(columns.map(({ cell }) => cell(values, state)));
}
