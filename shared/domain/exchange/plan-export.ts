/** What would leave, and what would stay and why: known before a byte is written. Pure. */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { FlowSubject } from '../agreement/flow.ts';
import { kindsOf } from '../agreement/kinds-of.ts';
import type { Agreed } from '../agreement/standing.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { type DenialReason, decide } from '../policy/decide.ts';
import type { Grant } from '../policy/roles.ts';
import { type TlpLevel, tlpLevels } from '../tlp.ts';
import { consentsIn } from '../training/consent-standing.ts';
import { type ShownMark, shownMarks, type WithheldReason } from './library-format.ts';

/** The centre that a file is for, and what lets something go there ([AG3]). */
export interface Recipient {
  readonly centre: string;
  readonly agreements: readonly Agreed[];
  /** The day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whose each scope is; undefined for one of the whole network. */
  readonly centres: ReadonlyMap<ScopeId, string | undefined>;
}

export interface ExportChoice {
  /** Of whoever asks. */
  readonly grants: readonly Grant[];
  /** When; milliseconds since 1970. */
  readonly at: number;
  /** Records above this mark stay. */
  readonly highest: TlpLevel;
  readonly withDeleted: boolean;
  /** Only these are asked about; the others lend them their marks. Everything where it is absent. */
  readonly only?: ReadonlySet<RecordId>;
  /** Records that leave because of another one, and with its mark where they have none: the people of an exercise ([EX29]). */
  readonly because?: ReadonlyMap<RecordId, RecordId>;
  /** Whom the file is for; nobody else than who asks where it is absent. */
  readonly recipient?: Recipient | undefined;
}

/** Records of one type under one mark that share one fate. */
export interface ExportRow {
  readonly type: string;
  readonly mark: ShownMark;
  /** Null: they leave. */
  readonly reason: WithheldReason | null;
  readonly records: number;
}

export interface ExportPlan {
  /** What leaves, in an order in which whatever a record belongs to comes before it. */
  readonly leaving: readonly CatalogueEntry[];
  /** By type, then from the highest mark down. */
  readonly rows: readonly ExportRow[];
  readonly withheld: number;
}

export function planExport(entries: readonly CatalogueEntry[], choice: ExportChoice): ExportPlan {
  const ownMarkOf = marksOf(entries);
  const markOf = (id: RecordId) => {
    const own = ownMarkOf(id);
    const cause = choice.because?.get(id);
    return own === 'none' && cause !== undefined ? ownMarkOf(cause) : own;
  };
  const kindOf = kindsOf(entries);
  // For nobody else nobody's consent is asked: it is this person's copy of what they may read.
  const consents = choice.recipient === undefined ? null : consentsIn(entries);
  const rows = new Map<string, { type: string; mark: ShownMark; reason: WithheldReason | null; records: number }>();
  const leaving: CatalogueEntry[] = [];
  const asked = entries.filter(({ id }) => choice.only?.has(id) ?? true);
  for (const entry of parentsFirst(asked)) {
    const mark = markOf(entry.id);
    const reason = reasonToStay(
      entry,
      { kind: kindOf(entry.id), mark, consent: consents?.factOf(entry, 'other-centres') ?? 'about-nobody' },
      choice,
    );
    if (reason === null) leaving.push(entry);
    const key = `${entry.type} ${mark} ${reason}`;
    const row = rows.get(key) ?? { type: entry.type, mark, reason, records: 0 };
    row.records += 1;
    rows.set(key, row);
  }
  const sorted = [...rows.values()].sort(
    (a, b) =>
      compare(a.type, b.type) || rank(b.mark) - rank(a.mark) || compare(String(a.reason ?? ''), String(b.reason ?? '')),
  );
  return { leaving, rows: sorted, withheld: asked.length - leaving.length };
}

function reasonToStay(entry: CatalogueEntry, subject: FlowSubject, choice: ExportChoice): WithheldReason | null {
  const { scope, type } = entry;
  const { grants, at, highest, recipient } = choice;
  const answer = decide(grants, {
    action: 'leave',
    scope,
    type,
    at,
    going: {
      subject,
      way: recipient === undefined ? null : { from: recipient.centres.get(scope), to: recipient.centre },
      agreements: recipient?.agreements ?? [],
      today: recipient?.today ?? '',
      highest,
    },
  });
  const reason = answer.allowed ? null : reasonFor(answer.reason);
  if (reason === 'not-allowed' || reason === 'marking') return reason;
  return entry.deleted && !choice.withDeleted ? 'deleted' : reason;
}

/** What the policy said, as a file says it. */
function reasonFor(reason: DenialReason): WithheldReason {
  switch (reason) {
    case 'no-grant-in-scope':
    case 'role-may-not':
    case 'unknown-type':
      return 'not-allowed';
    case 'above-chosen':
      return 'marking';
    case 'consent-refused':
    case 'consent-not-given':
      return 'consent';
    default:
      return 'agreement';
  }
}

/**
 * The mark of each record: its own, or that of the nearest record it belongs to. A place on the roster of a session under
 * TLP:RED is under TLP:RED.
 */
export function marksOf(
  entries: readonly Pick<CatalogueEntry, 'id' | 'parent' | 'values'>[],
): (id: RecordId) => ShownMark {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const known = new Map<RecordId, ShownMark>();
  return (id) => {
    const path: RecordId[] = [];
    let mark: ShownMark = 'none';
    for (let at = byId.get(id); at !== undefined && !path.includes(at.id); at = byId.get(at.parent)) {
      path.push(at.id);
      const own = known.get(at.id) ?? ownMark(at);
      if (own === undefined) continue;
      mark = own;
      break;
    }
    for (const each of path) known.set(each, mark);
    return mark;
  };
}

function ownMark({ values }: Pick<CatalogueEntry, 'values'>): ShownMark | undefined {
  return tlpLevels.find((level) => level === values['marking']);
}

/** Parents before children, then by id, which tells the time of making. Rings are cut where they are met. */
function parentsFirst(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const depths = new Map<RecordId, number>();
  const depthOf = (entry: CatalogueEntry, seen: readonly RecordId[] = []): number => {
    const known = depths.get(entry.id);
    if (known !== undefined) return known;
    const parent = seen.includes(entry.id) ? undefined : byId.get(entry.parent);
    const depth = parent === undefined ? 0 : depthOf(parent, [...seen, entry.id]) + 1;
    depths.set(entry.id, depth);
    return depth;
  };
  return [...entries].sort((a, b) => depthOf(a) - depthOf(b) || compare(a.type, b.type) || compare(a.id, b.id));
}

/** What has no mark comes last. */
const rank = (mark: ShownMark): number => (mark === 'none' ? -1 : shownMarks.indexOf(mark));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
