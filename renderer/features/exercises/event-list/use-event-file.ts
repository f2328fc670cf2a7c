import { useMemo, useState } from 'react';
import {
  type EventMapping,
  findHeader,
  suggestColumns,
} from '../../../../shared/domain/event-list-import/event-columns.ts';
import { type EventListPlan, planEventList } from '../../../../shared/domain/event-list-import/plan-event-list.ts';
import { bodyOf } from '../../../../shared/domain/spreadsheet/header-row.ts';
import type { FileTable, TableFile, TableRow } from '../../../../shared/domain/spreadsheet/read-table-file.ts';
import { type PickedTable, usePickTable } from '../../../data/use-pick-table.ts';
import type { OpenExercise } from '../use-open-exercise.ts';

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
  readonly table: FileTable;
  /** Null for a list without headings. */
  readonly header: number | null;
  /** The headings, or nothing for each column. */
  readonly headings: readonly string[];
  /** Under the headings. */
  readonly rows: readonly TableRow[];
  readonly mapping: EventMapping;
  readonly plan: EventListPlan;
}

/** A picked event list, read and planned against what is there; nothing of it is saved by this. */
export function useEventFile(open: OpenExercise, language: string) {
  const pickTable = usePickTable(['json']);
  const [picked, setPicked] = useState<PickedTable | null>(null);
  const first: EventChoices = { table: 0, header: null, mapping: null, begins: 9 * 60, language };
  const [choices, setChoices] = useState(first);
  const pick = async () => {
    const taken = await pickTable();
    if (taken === null) return;
    setChoices(first);
    setPicked(taken);
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

function readChosen({ tables }: TableFile, choices: EventChoices, open: OpenExercise): ReadEventFile | null {
  const table = tables[choices.table] ?? tables[0];
  if (table === undefined) return null;
  const header = choices.header === null ? findHeader(table.rows) : choices.header < 0 ? null : choices.header;
  const { headings, rows } = bodyOf(table, header, 'unnamed');
  const mapping = choices.mapping ?? suggestColumns(headings);
  const { injects, objectives } = open;
  const plan = planEventList(rows, mapping, { injects, objectives, begins: choices.begins });
  return { table, header, headings, rows, mapping, plan };
}
