/** The backup of this laptop as a row of the staleness board: late when it is old, or when there is none. */
import { dayHere, daysBetween } from '../../../shared/base/plain-date.ts';
import { openSession } from '../../data/open-session.ts';
import type { FindStale, StaleFindings } from '../../feature.ts';

/** After so many days a backup should be made anew. */
export const backupDays = 30;

/** Only a sealed laptop has backups: elsewhere nothing is ever late. */
export const findOldBackup: FindStale = async (_list, { language, now }) => {
  const { desktop } = await openSession();
  const vault = await desktop.call('vault:status', {});
  const last = await desktop.call('backup:last', {});
  if (!vault.ok || vault.value.state !== 'open' || !last.ok) return { late: [], coming: [] };
  return backupFindings(last.value.at, { language, now });
};

/** What stands on the board for the time of the last backup; null when there is none. */
export function backupFindings(
  at: number | null,
  { language, now }: { readonly language: string; readonly now: number },
): StaleFindings {
  if (at === null) return { late: [{ id: 'backup', title: null, reference: '–', days: null }], coming: [] };
  const days = backupDays - daysBetween(dayHere(Math.min(at, now)), dayHere(now));
  const reference = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
  const backup = { id: 'backup', title: null, reference, days };
  return days < 0 ? { late: [backup], coming: [] } : { late: [], coming: [backup] };
}
