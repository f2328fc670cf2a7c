import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type EventMapping,
  findHeader,
  suggestColumns,
} from '../../../../shared/domain/event-list-import/event-columns.ts';
import {
  type EventListPlan,
  type EventRow,
  planEventList,
} from '../../../../shared/domain/event-list-import/plan-event-list.ts';
import { decodeText } from '../../../../shared/domain/roster-import/decode-text.ts';
import { readCsv } from '../../../../shared/domain/roster-import/read-csv.ts';
import { readXlsx, type XlsxFailure } from '../../../../shared/domain/spreadsheet/read-xlsx.ts';
import { useDesktop } from '../../../data/engine-context.tsx';
import { useFailureText } from '../../../i18n/failure-text.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';

/** One table of a file: all of a CSV, or a sheet of a workbook. */
export interface EventTable {
  readonly name: string;
  readonly rows: readonly EventRow[];
  /** Cells that took the words of a merged one. */
  readonly merged: number;
}

export interface EventFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly tables: readonly EventTable[];
}

/** What a person said of a file; null where the suggestion stands. */
export interface EventChoices {
  readonly table: number;
  /** The place of the row with the headings; -1 for none. */
  readonly header: number | null;
  readonly mapping: EventMapping | null;
  /** Minutes of the first day at which times counted from the start begin. */
  readonly begins: number;
  readonly language: string;
}

export interface ReadEventFile {
  readonly table: EventTable;
  /** Null for a list without headings. */
  readonly header: number | null;
  /** The headings, or nothing for each column. */
  readonly headings: readonly string[];
  /** Under the headings. */
  readonly rows: readonly EventRow[];
  readonly mapping: EventMapping;
  readonly plan: EventListPlan;
}

/** A file that was picked, or why it cannot be used: the words for it. */
type Picked = { readonly file: EventFile } | { readonly problem: string };

/** A picked event list, read and planned against what is there; nothing of it is saved by this. */
export function useEventFile(open: OpenExercise, language: string) {
  const { t } = useTranslation('exercises');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [picked, setPicked] = useState<Picked | null>(null);
  const first: EventChoices = { table: 0, header: null, mapping: null, begins: 9 * 60, language };
  const [choices, setChoices] = useState(first);
  const pick = async () => {
    const answer = await desktop.call('files:pick', { kind: 'files', extensions: ['xlsx', 'csv', 'tsv', 'txt'] });
    if (!answer.ok) return announce(failureText(answer.failure));
    const [taken] = answer.value.files;
    if (taken === undefined) return;
    setChoices(first);
    const read = readFile(taken);
    const words: Readonly<Record<FileProblem, string>> = {
      'too-large': t('import.tooLarge', { name: taken.name }),
      'not-xlsx': t('import.notXlsx', { name: taken.name }),
      damaged: t('import.damaged', { name: taken.name }),
      macros: t('import.macros', { name: taken.name }),
      'no-rows': t('import.noRows', { name: taken.name }),
    };
    setPicked(typeof read === 'string' ? { problem: words[read] } : { file: read });
  };
  const file = picked !== null && 'file' in picked ? picked.file : null;
  const read = useMemo(() => (file === null ? null : readChosen(file, choices, open)), [file, choices, open]);
  return {
    file,
    read,
    choices,
    problem: picked !== null && 'problem' in picked ? picked.problem : null,
    pick,
    change: (change: Partial<EventChoices>) => setChoices((now) => ({ ...now, ...change })),
    forget: () => setPicked(null),
  };
}

type FileProblem = XlsxFailure['why'] | 'no-rows';

/** The tables of a file. A workbook is known by its first bytes, whatever it is called. */
function readFile({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): EventFile | FileProblem {
  // The host gives files over the limit without their bytes.
  if (bytes.length === 0) return 'too-large';
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip && !/\.xlsx$/i.test(name)) {
    const { rows } = readCsv(decodeText(bytes).text);
    return rows.length === 0 ? 'no-rows' : { name, bytes, tables: [{ name, rows, merged: 0 }] };
  }
  const read = readXlsx(bytes);
  if (!read.ok) return read.failure.why;
  return read.value.length === 0 ? 'no-rows' : { name, bytes, tables: read.value };
}

function readChosen({ tables }: EventFile, choices: EventChoices, open: OpenExercise): ReadEventFile | null {
  const table = tables[choices.table] ?? tables[0];
  if (table === undefined) return null;
  const header = choices.header === null ? findHeader(table.rows) : choices.header < 0 ? null : choices.header;
  const rows = header === null ? table.rows : table.rows.slice(header + 1);
  const width = rows.slice(0, 200).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const named = header === null ? [] : (table.rows[header]?.cells ?? []);
  const headings = Array.from({ length: Math.max(width, named.length) }, (_, place) => named[place] ?? '');
  const mapping = choices.mapping ?? suggestColumns(headings);
  const { injects, objectives } = open;
  const plan = planEventList(rows, mapping, { injects, objectives, begins: choices.begins });
  return { table, header, headings, rows, mapping, plan };
}
