/** What lists show of a placement, from the catalogue alone. Pure. */
import type { CatalogueEntry } from '../catalogue.ts';
import { type TlpLevel, tlpLevels } from '../tlp.ts';
import { type PlacementKind, placementKinds } from './placement.ts';
import { type PlacementDays, type PlacementState, placementState, reportDueOf } from './placement-standing.ts';

export interface PlacementRow extends PlacementDays {
  readonly id: string;
  readonly scope: string;
  readonly person: string;
  readonly kind: PlacementKind | undefined;
  readonly reference: string | undefined;
  readonly home: string | undefined;
  readonly host: string | undefined;
  readonly competencies: readonly string[];
  readonly marking: TlpLevel | undefined;
  readonly state: PlacementState;
  /** When the report is due; null while nobody knows. */
  readonly due: string | null;
}

const rank: Readonly<Record<PlacementState, number>> = {
  'report-due': 0,
  'under-way': 1,
  ended: 2,
  planned: 3,
  reported: 4,
  'called-off': 5,
};

/** What waits for a report first, then what is on, then what comes, the next first; what is over last, the latest first. */
export function placementRows(entries: readonly CatalogueEntry[], today: string): PlacementRow[] {
  return entries.map((entry) => placementRow(entry, today)).sort(inListOrder);
}

function inListOrder(a: PlacementRow, b: PlacementRow): number {
  if (a.state !== b.state) return rank[a.state] - rank[b.state];
  const [first, second] = [a.start ?? '', b.start ?? ''];
  if (first === second) return a.id < b.id ? -1 : 1;
  const isOver = a.state === 'reported' || a.state === 'called-off';
  return first < second === isOver ? 1 : -1;
}

/** One placement as it stands on a day. */
export function placementRow({ id, scope, values }: CatalogueEntry, today: string): PlacementRow {
  const text = (field: string) => {
    const value = values[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const days = {
    start: text('start'),
    end: text('end'),
    reportDue: text('reportDue'),
    reportedOn: text('reportedOn'),
    calledOff: text('calledOff'),
  };
  return {
    id,
    scope,
    ...days,
    person: text('person') ?? '',
    kind: placementKinds.find((kind) => kind === values['kind']),
    reference: text('reference'),
    home: text('home'),
    host: text('host'),
    competencies: Array.isArray(values['competencies']) ? (values['competencies'] as string[]) : [],
    marking: tlpLevels.find((level) => level === values['marking']),
    state: placementState(days, today),
    due: reportDueOf(days),
  };
}
