/**
 * What a retention rule would take on a day, and what it would not and why: known before anything is done. Pure, from the
 * catalogue alone. Nothing here removes anything.
 */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { utcDay } from '../../base/plain-date.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { DeclarationOf } from '../edition.ts';
import { declarationOf as knownDeclaration } from '../records.ts';
import { action } from '../review/action.ts';
import { type ActionFacts, isOutstanding } from '../review/action-progress.ts';
import { review } from '../review/review.ts';
import { namingFields, type Rule, retentionHold } from './retention-rule.ts';

/** Why a record that is old enough stays. */
export type WhyKept = 'legal-hold' | 'open-action' | 'in-conflict' | 'not-allowed';

export interface Aged {
  readonly entry: CatalogueEntry;
  /** The date from which its age counts, `YYYY-MM-DD`, and the day from which the rule is about it. */
  readonly from: string;
  readonly due: string;
}

export interface RetentionPlan {
  /** What would go, the oldest first. */
  readonly going: readonly Aged[];
  /** What is old enough and stays, the oldest first, with every reason and the legal holds that keep it. */
  readonly kept: readonly (Aged & { readonly why: readonly WhyKept[]; readonly holds: readonly CatalogueEntry[] })[];
  /** What is not old enough yet, the next first. */
  readonly later: readonly Aged[];
  /** Records of the kind that have no date: no rule is about them. */
  readonly undated: number;
}

export interface RetentionQuestion {
  readonly rule: Rule;
  /** The whole catalogue, without what was deleted. */
  readonly entries: readonly CatalogueEntry[];
  /** Whose each scope is; undefined for one of the whole network. */
  readonly scopes: readonly { readonly id: ScopeId; readonly centre?: string | undefined }[];
  /** The day it is carried out on, `YYYY-MM-DD`. */
  readonly day: string;
  /** Whether whoever carries it out may do with a record, and with what belongs to it, what the rule says. */
  mayDo(entry: CatalogueEntry): boolean;
  readonly declarationOf?: DeclarationOf;
}

export function planRetention(question: RetentionQuestion): RetentionPlan {
  const { rule, entries, day } = question;
  const declaration = (question.declarationOf ?? knownDeclaration)(rule.kind);
  const field = declaration?.retainedFrom;
  const own = new Set(question.scopes.filter(({ centre }) => (centre ?? null) === rule.centre).map(({ id }) => id));
  const ofKind = entries.filter(({ type, scope, deleted }) => type === rule.kind && own.has(scope) && !deleted);
  // What has lost its names already has nothing more to lose.
  const named = rule.action === 'remove' ? null : namedIn(entries);
  const records = named === null ? ofKind : ofKind.filter(({ id }) => named.has(id));
  const aged = records
    .flatMap((entry) => {
      const from = field === undefined ? null : dateIn(entry.values[field]);
      return from === null ? [] : [{ entry, from, due: addMonths(from, rule.months) }];
    })
    .sort((a, b) => (a.from === b.from ? (a.entry.id < b.entry.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  const holds = holdsIn(question);
  const whyKept = keeperOf(question, holds);
  const old = aged.filter(({ due }) => due <= day).map((one) => ({ ...one, why: whyKept(one.entry) }));
  return {
    going: old.filter(({ why }) => why.length === 0).map(({ why: _, ...one }) => one),
    kept: old.flatMap((one) => (one.why.length > 0 ? { ...one, holds: holds.get(one.entry.id) ?? [] } : [])),
    later: aged.filter(({ due }) => due > day),
    undated: records.length - aged.length,
  };
}

/** Legal holds that are in force on a day: by each record that they keep. */
function holdsIn({ entries, day }: RetentionQuestion): ReadonlyMap<RecordId, readonly CatalogueEntry[]> {
  const parents = new Map(entries.map(({ id, parent }) => [id, parent]));
  const holds = new Map<RecordId, CatalogueEntry[]>();
  for (const entry of entries) {
    const { record, until } = entry.values;
    if (entry.deleted || entry.type !== retentionHold.type || typeof record !== 'string') continue;
    // What belongs to a record is held with it, and so is the record with what belongs to it.
    if (typeof until === 'string' && until < day) continue;
    for (const id of upwards(record, parents)) holds.set(id, [...(holds.get(id) ?? []), entry]);
  }
  return holds;
}

/** Records in which, or in what belongs to which, a field names somebody. */
function namedIn(entries: readonly CatalogueEntry[]): ReadonlySet<RecordId> {
  const named = new Set<RecordId>();
  for (const { id, type, parent, values, deleted } of entries) {
    const names = (namingFields[type] ?? []).map((field) => values[field] ?? null);
    if (deleted || names.every((value) => value === null || value === '' || String(value) === '')) continue;
    named.add(id);
    if (parent !== '') named.add(parent);
  }
  return named;
}

/** A date or an instant as a plain date; null for anything else. */
function dateIn(value: Json | undefined): string | null {
  if (typeof value === 'number') return utcDay(value);
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

/** The same day so many months later; the last of a month that has fewer days. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const then = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())));
  return utcDay(then.getTime());
}

/** Tells why a record stays. What is asked of the whole catalogue is asked once. */
function keeperOf(
  { entries, mayDo }: RetentionQuestion,
  held: ReadonlyMap<RecordId, unknown>,
): (entry: CatalogueEntry) => WhyKept[] {
  const awaited = new Set<RecordId>();
  for (const { type, parent, values, deleted } of entries) {
    if (deleted || type !== action.type || !isOutstanding(values as ActionFacts)) continue;
    awaited.add(parent);
  }
  // An event that is looked back on is kept as long as what was learned from it is still to be done.
  for (const { id, type, values } of entries) {
    const subject = values['subject'];
    if (type === review.type && awaited.has(id) && typeof subject === 'string') awaited.add(subject);
  }
  return (entry) => {
    const why: (WhyKept | false)[] = [
      held.has(entry.id) && 'legal-hold',
      awaited.has(entry.id) && 'open-action',
      entry.conflicts > 0 && 'in-conflict',
      !mayDo(entry) && 'not-allowed',
    ];
    return why.filter((each) => each !== false);
  };
}

function upwards(id: RecordId, parents: ReadonlyMap<RecordId, string>): RecordId[] {
  const seen: RecordId[] = [];
  for (let at = id; at !== '' && !seen.includes(at); at = parents.get(at) ?? '') seen.push(at);
  return seen;
}
