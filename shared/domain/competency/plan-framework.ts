/** What an import of a framework would do, and the drafts that do it ([FW3], [FW4], [FW5]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { createRecord, setFields } from '../edit.ts';
import { foldText } from '../names/fold-text.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';
import { type CompetencyKind, competency } from './competency.ts';
import type { Statement } from './framework-file.ts';

/** Most statements that one import takes: a centre works with hundreds, the whole of NICE has thousands. */
export const competencyLimit = 1_000;

/** The language in which the frameworks that are read are written. */
const written = 'en';

export type StatementVerdict = 'new' | 'changed' | 'same' | 'older';

export interface PlannedStatement {
  readonly statement: Statement;
  readonly verdict: StatementVerdict;
  /** The record that holds it. */
  readonly held: RecordId | null;
  /** Of a changed one: its words until now, where they differ. */
  readonly before: string | null;
}

/** Judges statements by their identifiers against the competencies of one scope. */
export function planFramework(
  statements: readonly Statement[],
  entries: readonly CatalogueEntry[],
  scope: string,
): PlannedStatement[] {
  const held = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    const id = String(entry.values['sourceId'] ?? '');
    const other = held.get(id);
    // Two laptops may have read the same file at once: the one made first is gone on with, on each of them.
    if (entry.scope === scope && id !== '' && (other === undefined || entry.id < other.id)) held.set(id, entry);
  }
  return statements.map((statement) => {
    const entry = held.get(statement.sourceId);
    if (entry === undefined) return { statement, verdict: 'new', held: null, before: null };
    const [name, edition] = [String(entry.values[`name.${written}`] ?? ''), String(entry.values['edition'] ?? '')];
    const before = name === statement.name ? null : name;
    const verdict = verdictOf(statement, entry, { before, edition });
    return { statement, verdict, held: entry.id, before: verdict === 'changed' ? before : null };
  });
}

function verdictOf(
  statement: Statement,
  { values }: CatalogueEntry,
  { before, edition }: { readonly before: string | null; readonly edition: string },
): StatementVerdict {
  if (isOlder(statement.edition, edition)) return 'older';
  const { kind, reference, framework } = statement;
  const isSame =
    before === null &&
    edition === statement.edition &&
    values['kind'] === kind &&
    String(values['reference'] ?? '') === reference &&
    values['framework'] === framework;
  return isSame ? 'same' : 'changed';
}

/** Whether importing it does something: only such a statement can be chosen. */
export function isNews({ verdict }: PlannedStatement): boolean {
  return verdict === 'new' || verdict === 'changed';
}

/** Whether a version comes before another one: 2 before 10, 1.9 before 1.10. Without a version nothing is older. */
export function isOlder(edition: string, than: string): boolean {
  if (edition === '' || than === '') return false;
  return edition.localeCompare(than, 'en', { numeric: true }) < 0;
}

export interface StatementFilter {
  /** Identifier of the role whose statements are looked for; empty for all. */
  readonly role: string;
  readonly kind: CompetencyKind | '';
  readonly words: string;
}

/** The planned statements that somebody looks for: the role itself too, words in any order. */
export function filterPlan(plan: readonly PlannedStatement[], { role, kind, words }: StatementFilter) {
  const chosen = plan.find(({ statement }) => statement.sourceId === role)?.statement;
  const within = chosen === undefined ? null : new Set([role, ...chosen.involves]);
  const wanted = foldText(words).split(/\s+/u).filter(Boolean);
  return plan.filter(({ statement }) => {
    if (within !== null && !within.has(statement.sourceId)) return false;
    if (kind !== '' && statement.kind !== kind) return false;
    if (wanted.length === 0) return true;
    const said = foldText(`${statement.reference} ${statement.name}`);
    return wanted.every((word) => said.includes(word));
  });
}

export interface FrameworkPlace {
  readonly scope: string;
  /** States of the held records that change. */
  readonly states: ReadonlyMap<RecordId, RecordState>;
  newId(): RecordId;
}

/** The drafts of what was chosen; what a centre says of a competency, and its translations, stay as they are ([FW5]). */
export function draftsOfFramework(
  planned: readonly PlannedStatement[],
  place: FrameworkPlace,
): OperationDraft[] | null {
  const drafts: OperationDraft[] = [];
  for (const { statement, held, before } of planned.filter(isNews)) {
    const { name, description, involves: _, ...fields } = statement;
    if (held === null) {
      const values = {
        ...fields,
        name: { [written]: name },
        description: { [written]: description },
        language: written,
      };
      const made = createRecord(competency, { scope: place.scope, id: place.newId() }, values);
      if (!made.ok) return null;
      drafts.push(...made.value);
      continue;
    }
    const state = place.states.get(held);
    if (state === undefined) return null;
    const former = viewOf(competency, state).formerNames ?? [];
    const named = before === null || before === '' ? former : [...new Set([...former, before])];
    const changes = { ...fields, [`name.${written}`]: name, [`description.${written}`]: description };
    const set = setFields(competency, state, { ...changes, formerNames: named });
    if (!set.ok) return null;
    drafts.push(...set.value);
  }
  return drafts;
}
