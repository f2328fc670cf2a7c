/** A record with everything that belongs to it, as a translator takes it on: one playbook with its steps. Pure. */
import type { RecordId } from '../../../shared/base/ids.ts';
import type { RecordView } from '../../../shared/domain/declare-record.ts';
import { languages } from '../../../shared/domain/language.ts';
import { pickText, type ShownText } from '../../../shared/domain/localised.ts';
import { declarationOf, recordDeclarations } from '../../../shared/domain/records.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';
import {
  languagesIn,
  type PlacedUnit,
  type Progress,
  placedUnits,
  progressIn,
} from '../../../shared/domain/translation/progress.ts';
import { languageOfRecord, localisedFieldsOf, textsOf } from '../../../shared/domain/translation/translation-unit.ts';

/** The types of record that hold texts per language, read from the declarations. */
export const translatedTypes: readonly string[] = recordDeclarations
  .filter((declaration) => localisedFieldsOf(declaration).length > 0)
  .map(({ type }) => type);

/** A unit in its place: part 0 is the record itself, its children count from 1; null for one that nobody counts. */
export interface NumberedUnit extends PlacedUnit {
  readonly part: number | null;
}

export interface TranslatedRecord {
  readonly root: RecordView;
  readonly language: string;
  readonly reference: string;
  readonly marking: TlpLevel | undefined;
  readonly units: readonly NumberedUnit[];
  /** By language: the six, and whatever else there is. */
  readonly progress: Readonly<Record<string, Progress>>;
}

/** @param parts What belongs to the root, in any order. */
export function translatedRecord(root: RecordView, parts: readonly RecordView[]): TranslatedRecord {
  const language = languageOfRecord(root, null);
  let count = 0;
  const units = [root, ...[...parts].sort(byOrder)].flatMap((view) =>
    unitsIn(view, language, view === root ? 0 : isCounted(view) ? ++count : null),
  );
  const all = [...new Set([...languages, ...languagesIn(units)])];
  const values = root as unknown as Readonly<Record<string, unknown>>;
  return {
    root,
    language,
    reference: typeof values['reference'] === 'string' ? values['reference'] : '',
    marking: tlpLevels.find((level) => level === values['marking']),
    units,
    progress: Object.fromEntries(all.map((lang) => [lang, progressIn(lang, units)])),
  };
}

function unitsIn(view: RecordView, inherited: string, part: number | null): NumberedUnit[] {
  const declaration = declarationOf(view.type);
  if (declaration === undefined) return [];
  return placedUnits(declaration, view, inherited).map((placed) => ({ ...placed, part }));
}

/** Start and end of a workflow have no number anywhere: nobody carries them out. */
function isCounted(view: RecordView): boolean {
  const kind = (view as unknown as Readonly<Record<string, unknown>>)['kind'];
  return kind !== 'start' && kind !== 'end';
}

/** The record that a record belongs to, or null. */
export function parentOf(view: RecordView): RecordId | null {
  const field = declarationOf(view.type)?.parent;
  const value = field ? (view as unknown as Readonly<Record<string, unknown>>)[field] : null;
  return typeof value === 'string' ? value : null;
}

/** What a record is called: its first localised text. */
export function titleOf(view: RecordView, wanted: string, original: string): ShownText | null {
  const [field] = localisedFieldsOf(declarationOf(view.type) ?? { ...noFields, type: view.type });
  return field === undefined ? null : pickText(textsOf(view, field), wanted, original);
}

const noFields = { version: 1, parent: null, appendOnly: false, fields: {} };

function byOrder(a: RecordView, b: RecordView): number {
  const [x, y] = [orderOf(a), orderOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function orderOf(view: RecordView): string {
  const order = (view as unknown as Readonly<Record<string, unknown>>)['order'];
  return typeof order === 'string' ? order : '';
}
