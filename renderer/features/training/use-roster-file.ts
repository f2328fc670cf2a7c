import { useEffect, useMemo, useState } from 'react';
import {
  type ColumnMapping,
  findRosterHeader,
  namesSomebody,
  suggestMapping,
} from '../../../shared/domain/roster-import/column-mapping.ts';
import type { Encoding } from '../../../shared/domain/roster-import/decode-text.ts';
import { planRosterInPieces, type RosterPlan } from '../../../shared/domain/roster-import/plan-roster.ts';
import { type DateOrder, readDates } from '../../../shared/domain/roster-import/read-dates.ts';
import { bodyOf, type TableBody } from '../../../shared/domain/spreadsheet/header-row.ts';
import { type FileTable, readTableFile, type TableFile } from '../../../shared/domain/spreadsheet/read-table-file.ts';
import { pagePieces } from '../../data/page-pieces.ts';
import { type PickedTable, usePickTable } from '../../data/use-pick-table.ts';
import { usePersons } from './use-persons.ts';
import type { OpenSession } from './use-session.ts';

export interface RosterFile extends TableFile, TableBody {
  /** The place of the table that is read. */
  readonly chosen: number;
  readonly table: FileTable;
  /** The place of the row with the headings; null for none. */
  readonly header: number | null;
  readonly mapping: ColumnMapping;
  readonly dateOrder: DateOrder | null;
  /** The file leaves open how some of its dates are meant: a person has to say it. */
  readonly asksForDates: boolean;
}

/** What a person said of a file; absent where the suggestion stands. */
export interface RosterChoices {
  readonly encoding?: Encoding | undefined;
  readonly chosen?: number | undefined;
  readonly header?: number | null | undefined;
  readonly mapping?: ColumnMapping | undefined;
  readonly dateOrder?: DateOrder | null | undefined;
}

export interface RosterFileActions {
  readonly file: RosterFile | null;
  /** Null until a column is said to hold names, and while the rows are judged. */
  readonly plan: RosterPlan | null;
  /** Rows judged so far; null when nobody waits for it. */
  readonly judging: number | null;
  /** Why the file that was picked last cannot be used. */
  readonly problem: string | null;
  pick(): Promise<void>;
  /** Lets the file go, also while its rows are judged. */
  forget(): void;
  /** What is said of the characters, the table or its headings is said anew of the columns. */
  choose(choices: RosterChoices): void;
}

/** A picked file, read and planned against what is here; nothing of it is saved by this. */
export function useRosterFile(open: OpenSession, isSaving: boolean): RosterFileActions {
  const pickTable = usePickTable();
  const [picked, setPicked] = useState<PickedTable | null>(null);
  const [choices, setChoices] = useState<RosterChoices>({});
  const file = useReadFile(picked !== null && 'file' in picked ? picked.file : null, choices);
  const { plan, judging } = usePlan(file, open, isSaving);
  return {
    file,
    plan,
    judging,
    problem: picked !== null && 'problem' in picked ? picked.problem : null,
    pick: async () => {
      const taken = await pickTable();
      if (taken === null) return;
      setChoices({});
      setPicked(taken);
    },
    forget: () => setPicked(null),
    choose: (change) => setChoices((now) => ({ ...now, ...change })),
  };
}

function useReadFile(picked: TableFile | null, choices: RosterChoices): RosterFile | null {
  const { encoding, header: said, mapping: saidMapping, dateOrder = null } = choices;
  const file = useMemo(() => {
    if (picked === null || encoding === undefined) return picked;
    const again = readTableFile(picked, encoding);
    return again.ok ? again.value : picked;
  }, [picked, encoding]);
  return useMemo(() => {
    const chosen = choices.chosen ?? likelyTable(file?.tables ?? []);
    const table = file?.tables[chosen];
    if (file === null || table === undefined) return null;
    const header = said === undefined ? findRosterHeader(table.rows) : said;
    const { headings, rows } = bodyOf(table, header);
    const mapping = saidMapping ?? suggestMapping(headings);
    const column = mapping.indexOf('registeredOn');
    const dates = column < 0 ? [] : readDates(rows.map(({ cells }) => cells[column] ?? ''));
    const asksForDates = dates.some((each) => each.kind === 'flagged' && each.why !== 'unreadable');
    return { ...file, chosen, table, header, headings, rows, mapping, dateOrder, asksForDates };
  }, [file, choices.chosen, said, saidMapping, dateOrder]);
}

/** The first table whose headings name somebody; a workbook may begin with notes. */
function likelyTable(tables: readonly FileTable[]): number {
  const place = tables.findIndex((table) =>
    namesSomebody(suggestMapping(bodyOf(table, findRosterHeader(table.rows)).headings)),
  );
  return Math.max(0, place);
}

/** Judges the rows in pieces whenever file, mapping or what is here changes; while rows are saved that waits for the end. */
function usePlan(
  file: RosterFile | null,
  open: OpenSession,
  isSaving: boolean,
): Pick<RosterFileActions, 'plan' | 'judging'> {
  const [made, setMade] = useState<{ readonly file: RosterFile; readonly plan: RosterPlan } | null>(null);
  const [judging, setJudging] = useState<number | null>(null);
  const { roster, withdrawn } = open;
  const persons = usePersons();
  useEffect(() => {
    if (isSaving || persons === undefined) return;
    if (file === null || !namesSomebody(file.mapping)) return setJudging(null);
    const stop = new AbortController();
    const around = { persons: [...persons.values()], roster, withdrawn, dateOrder: file.dateOrder };
    setJudging(0);
    let told = 0;
    const onProgress = (done: number) => {
      // Each telling draws the screen anew.
      if (done - told < 500) return;
      told = done;
      setJudging(done);
    };
    void planRosterInPieces(file.rows, file.mapping, around, pagePieces(stop.signal), onProgress).then((plan) => {
      if (plan === null || stop.signal.aborted) return;
      setMade({ file, plan });
      setJudging(null);
    });
    return () => stop.abort();
  }, [file, persons, roster, withdrawn, isSaving]);
  return { plan: made !== null && made.file === file ? made.plan : null, judging };
}
