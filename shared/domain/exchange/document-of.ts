/**
 * A record with what belongs to it as Markdown, for people: runs with their events, reviews with their findings and
 * actions, and whatever record type comes next. Fields and their order are read from the declarations.
 */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { type AnyField, type RecordDeclaration, splitFieldKey } from '../declare-record.ts';
import { plainMarkdown as plain } from '../markdown-text.ts';
import type { RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { shownValues } from '../view.ts';
import { labelOf } from './label-of.ts';
import { valueCell } from './table-of.ts';

/** A record and what belongs to it. */
export interface DocumentTree {
  readonly state: RecordState;
  readonly children: readonly DocumentTree[];
}

/** The whole document. What people wrote is escaped, so that it cannot change the document's shape. */
export function documentOf(tree: DocumentTree, nameOf: (id: RecordId) => string): string {
  return `${sectionLines(tree, 1, nameOf).join('\n')}\n`;
}

function sectionLines({ state, children }: DocumentTree, level: number, nameOf: (id: RecordId) => string): string[] {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return [];
  const values = shownValues(declaration, state);
  const title = labelOf({ values }) || state.id;
  const lines = [
    `${'#'.repeat(Math.min(level, 6))} ${spoken(state.type)}: ${plain(title)}`,
    '',
    ...factLines(declaration, values, nameOf),
    '',
  ];
  for (const child of inTime(children)) lines.push(...sectionLines(child, level + 1, nameOf));
  return lines;
}

function factLines(
  declaration: RecordDeclaration,
  values: Readonly<Record<string, Json>>,
  nameOf: (id: RecordId) => string,
): string[] {
  const order = Object.keys(declaration.fields);
  const keys = Object.keys(values).sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return keys.map((key) => {
    const [name, language] = splitFieldKey(key);
    const words = language === null ? spoken(name) : `${spoken(name)} (${language})`;
    const text = factText(values[key] ?? null, declaration.fields[name] as AnyField, nameOf);
    return `- **${words}:** ${plain(text)}`;
  });

  function place(key: string): number {
    return order.indexOf(splitFieldKey(key)[0]);
  }
}

function factText(value: Json, field: AnyField, nameOf: (id: RecordId) => string): string {
  if (field.kind !== 'reference' || typeof value !== 'string') return String(valueCell(value, field) ?? '');
  const name = nameOf(value);
  return name === '' ? value : `${name} (${value})`;
}

/** Children as they came about: by their own time where they have one, else by id, which tells the time of making. */
function inTime(children: readonly DocumentTree[]): DocumentTree[] {
  const timeOf = ({ state }: DocumentTree): number => {
    const at = state.fields['at']?.at(-1)?.value;
    return typeof at === 'number' ? at : 0;
  };
  return [...children].sort((a, b) => timeOf(a) - timeOf(b) || (a.state.id < b.state.id ? -1 : 1));
}

/** `attendance-mark` and `startedAt` as words. */
function spoken(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
