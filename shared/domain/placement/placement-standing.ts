/** How a placement stands, told from its days and from what is recorded ([PC2], [PC3]). Pure. */
import { dayAfter } from '../../base/plain-date.ts';
import type { Placement } from './placement.ts';

/** In the order in which a placement goes through them. */
export const placementStates = ['planned', 'under-way', 'ended', 'report-due', 'reported', 'called-off'] as const;
export type PlacementState = (typeof placementStates)[number];

export type PlacementDays = Pick<Placement, 'start' | 'end' | 'reportDue' | 'reportedOn' | 'calledOff'>;

/** Days after the last one by which a report is due that says no day of its own. */
const daysToReport = 30;

/** How a placement stands on a day. */
export function placementState(days: PlacementDays, today: string): PlacementState {
  const { start, end, reportedOn, calledOff } = days;
  if (calledOff !== undefined) return 'called-off';
  if (reportedOn !== undefined) return 'reported';
  if (start === undefined || today < start) return 'planned';
  if (end === undefined || today <= end) return 'under-way';
  const due = reportDueOf(days);
  return due !== null && today >= due ? 'report-due' : 'ended';
}

/** The day on which the report is due; null while nobody knows when the placement ends. */
export function reportDueOf({ end, reportDue }: Pick<PlacementDays, 'end' | 'reportDue'>): string | null {
  return reportDue ?? (end === undefined ? null : dayAfter(end, daysToReport));
}
