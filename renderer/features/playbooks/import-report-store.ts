/** Reports of the imports since Waypost was opened, the latest first; they stay readable until it is closed. */
import { createObservable, type Observable, type Settable } from '../../data/observable.ts';
import type { FileReport, ImportedDocument } from './import-files.ts';

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

/** Which document of which report, by its places. */
export interface DocumentPlace {
  readonly report: number;
  readonly file: number;
  readonly document: number;
}

/** Puts what came of a proposed document in its place. */
export function settleDocument(place: DocumentPlace, document: ImportedDocument): void {
  const inFile = (file: FileReport): FileReport => ({
    ...file,
    documents: file.documents.map((each, i) => (i === place.document ? document : each)),
  });
  const inReport = (report: ImportReport): ImportReport => ({
    ...report,
    files: report.files.map((file, i) => (i === place.file ? inFile(file) : file)),
  });
  reports.set(reports.get().map((report) => (report.id === place.report ? inReport(report) : report)));
}
