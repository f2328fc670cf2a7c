/**
 * The file of a person's own data: the same facts once as JSON, for programs, and once as a page that needs nothing but a
 * browser, in the language of whoever asked for it. What people wrote is escaped, so that it cannot become part of the page.
 */
import type { Json } from '../../base/json.ts';
import { splitFieldKey } from '../declare-record.ts';
import { keptRecord } from '../exchange/library-format.ts';
import { valueCell } from '../exchange/table-of.ts';
import { directionOf, type Language } from '../language.ts';
import type { RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { isDeleted, shownValues } from '../view.ts';
import type { OwnData } from './gather-own-data.ts';

export const ownDataFormat = 'waypost-own-data';

/** Who asked for it, when and what for. */
export interface OwnDataRequest {
  readonly at: number;
  readonly by: { readonly id: string; readonly name: string; readonly centre: string };
  readonly purpose: string;
  readonly network: { readonly id: string; readonly name: string; readonly sample: boolean };
  readonly subject: { readonly ids: readonly string[]; readonly name: string };
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly highest: string;
}

/** For programs: records as a library file keeps them, with every value that stands in them. */
export function ownDataJson(request: OwnDataRequest, data: OwnData, nameOf: (id: string) => string): string {
  const about = data.records.flatMap((state) => namedIn(state));
  const names = Object.fromEntries([...new Set(about)].flatMap((id) => (nameOf(id) === '' ? [] : [[id, nameOf(id)]])));
  const document = {
    format: ownDataFormat,
    version: 1,
    ...request,
    records: data.records.map(keptRecord),
    names,
    changes: data.changes,
    withheld: data.plan.rows.filter(({ reason }) => reason !== null),
    changedWithheld: data.changedWithheld,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The words of the page; dates and names come written as its reader is used to. */
export interface OwnDataWords {
  readonly language: Language;
  readonly title: string;
  /** Who wrote it, when and what for; one line each. */
  readonly about: readonly string[];
  readonly deleted: string;
  readonly changesTitle: string;
  readonly notHereTitle: string;
  /** What is not in the file, and where to ask for it. */
  readonly notHere: readonly string[];
  readonly columns: readonly [when: string, record: string, what: string];
  type(type: string): string;
  field(key: string): string;
  moment(milliseconds: number): string;
  value(text: string): string;
  change(kind: string, field: string): string;
}

/** For people. */
export function ownDataPage(data: OwnData, words: OwnDataWords, nameOf: (id: string) => string): string {
  const { language, title } = words;
  return `${[
    '<!doctype html>',
    `<html lang="${language}" dir="${directionOf(language)}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${escaped(title)}</h1>`,
    ...words.about.map((line) => `<p>${escaped(line)}</p>`),
    ...sectionsOf(data, words, nameOf),
    ...changesOf(data, words, nameOf),
    `<h2>${escaped(words.notHereTitle)}</h2><ul>`,
    ...words.notHere.map((line) => `<li>${escaped(line)}</li>`),
    '</ul></main></body></html>',
  ].join('\n')}\n`;
}

const style =
  'body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}main{max-width:50rem;margin:auto;padding:2rem 1rem}' +
  'h2{margin-top:2.5rem}section{padding:.75rem 0;border-top:1px solid #bbb}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;margin:0}' +
  'dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{padding:.25rem .5rem;text-align:start;border-top:1px solid #ddd}';

function sectionsOf({ records }: OwnData, words: OwnDataWords, nameOf: (id: string) => string): string[] {
  const types = [...new Set(records.map(({ type }) => type))];
  return types.flatMap((type) => {
    const some = records.filter((state) => state.type === type);
    return [`<h2>${escaped(words.type(type))}</h2>`, ...some.map((state) => recordSection(state, words, nameOf))];
  });
}

function recordSection(state: RecordState, words: OwnDataWords, nameOf: (id: string) => string): string {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return '';
  const facts = Object.entries(shownValues(declaration, state)).map(([key, value]) => {
    const [name, language] = splitFieldKey(key);
    const field = declaration.fields[name];
    const text =
      field === undefined ? '' : textOf(value, field.kind, String(valueCell(value, field) ?? ''), words, nameOf);
    const label = language === null ? words.field(key) : `${words.field(key)} (${language})`;
    return `<dt>${escaped(label)}</dt><dd dir="auto">${escaped(text)}</dd>`;
  });
  const gone = isDeleted(state) ? `<p>${escaped(words.deleted)}</p>` : '';
  return `<section>${gone}<dl>${facts.join('')}</dl></section>`;
}

function textOf(value: Json, kind: string, plain: string, words: OwnDataWords, nameOf: (id: string) => string): string {
  if (kind === 'reference' && typeof value === 'string') return nameOf(value) || value;
  if (kind === 'set' && Array.isArray(value))
    return value.map((each) => nameOf(String(each)) || String(each)).join('; ');
  if (kind === 'instant' && typeof value === 'number') return words.moment(value);
  return kind === 'choice' ? words.value(plain) : plain;
}

function changesOf({ changes }: OwnData, words: OwnDataWords, nameOf: (id: string) => string): string[] {
  if (changes.length === 0) return [];
  const cells = (tag: 'td' | 'th', texts: readonly string[]) =>
    `<tr>${texts.map((text) => `<${tag} dir="auto">${escaped(text)}</${tag}>`).join('')}</tr>`;
  return [
    `<h2>${escaped(words.changesTitle)}</h2><table><thead>${cells('th', words.columns)}</thead><tbody>`,
    ...changes.map(({ wall, record, kind, field }) =>
      cells('td', [words.moment(wall), nameOf(record) || record, words.change(kind, field)]),
    ),
    '</tbody></table>',
  ];
}

/** Every text that stands in a record and may be the id of another one. */
function namedIn(state: RecordState): string[] {
  const values = Object.values(state.fields).flatMap((heads) => heads.map(({ value }) => value));
  return [state.id, ...values.flat()].filter((value): value is string => typeof value === 'string');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
