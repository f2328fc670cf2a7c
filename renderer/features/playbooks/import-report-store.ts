/** Reports of the imports since Waypost was opened, the latest first; they stay readable until it is closed. */
import { createObservable, type Observable, type Settable } from '../../data/observable.ts';
import type { FileReport } from './import-files.ts';

export interface ImportReport {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly total: number;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly files: readonly FileReport[];
}

const reports: Settable<readonly ImportReport[]> = createObservable<readonly ImportReport[]>([]);
export const importReports: Observable<readonly ImportReport[]> = reports;

/** Opens a report; the returned functions add to it and close it. */
export function openReport(total: number, at: number) {
  const id = (reports.get()[0]?.id ?? 0) + 1;
  const patch = (change: (report: ImportReport) => ImportReport) =>
    reports.set(reports.get().map((report) => (report.id === id ? change(report) : report)));
  reports.set([{ id, at, total, state: 'running', files: [] }, ...reports.get()]);
  return {
    add: (file: FileReport) => patch((report) => ({ ...report, files: [...report.files, file] })),
    close: (state: Exclude<ImportReport['state'], 'running'>) => patch((report) => ({ ...report, state })),
  };
}
