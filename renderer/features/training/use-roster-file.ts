import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ColumnMapping,
  namesSomebody,
  suggestMapping,
} from '../../../shared/domain/roster-import/column-mapping.ts';
import { type DecodedText, decodeText, type Encoding } from '../../../shared/domain/roster-import/decode-text.ts';
import { planRosterInPieces, type RosterPlan } from '../../../shared/domain/roster-import/plan-roster.ts';
import { type CsvTable, readCsv } from '../../../shared/domain/roster-import/read-csv.ts';
import { type DateOrder, readDates } from '../../../shared/domain/roster-import/read-dates.ts';
import { useDesktop } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { usePersons } from './use-persons.ts';
import type { OpenSession } from './use-session.ts';

export interface RosterFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly decoded: DecodedText;
  readonly table: CsvTable;
  readonly mapping: ColumnMapping;
  readonly dateOrder: DateOrder | null;
  /** The file leaves open how some of its dates are meant: a person has to say it. */
  readonly asksForDates: boolean;
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
  setEncoding(encoding: Encoding): void;
  setMapping(mapping: ColumnMapping): void;
  setDateOrder(order: DateOrder | null): void;
}

interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly encoding?: Encoding;
  /** Null: as suggested. */
  readonly mapping: ColumnMapping | null;
  readonly dateOrder: DateOrder | null;
}

/** A picked file, read and planned against what is here; nothing of it is saved by this. */
export function useRosterFile(open: OpenSession, isSaving: boolean): RosterFileActions {
  const { t } = useTranslation('training');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const file = useReadFile(picked);
  const { plan, judging } = usePlan(file, open, isSaving);

  const pick = async () => {
    const answer = await desktop.call('files:pick', { kind: 'files', extensions: ['csv', 'tsv', 'txt'] });
    if (!answer.ok) return announce(failureText(answer.failure));
    const first = answer.value.files[0];
    if (first === undefined) return;
    // the host gives files over the limit without their bytes
    const isEmpty = first.bytes.length === 0;
    setProblem(isEmpty ? t('import.tooLarge', { name: first.name }) : null);
    setPicked(isEmpty ? null : { name: first.name, bytes: first.bytes, mapping: null, dateOrder: null });
  };
  const change = (fields: Partial<Picked>) => setPicked((now) => now && { ...now, ...fields });
  return {
    file,
    plan,
    judging,
    problem: problem ?? (file !== null && file.table.rows.length < 2 ? t('import.noRows', { name: file.name }) : null),
    pick,
    forget: () => setPicked(null),
    setEncoding: (encoding) => change({ encoding, mapping: null }),
    setMapping: (mapping) => change({ mapping }),
    setDateOrder: (dateOrder) => change({ dateOrder }),
  };
}

function useReadFile(picked: Picked | null): RosterFile | null {
  const { bytes, encoding } = picked ?? {};
  const read = useMemo(() => {
    if (bytes === undefined) return null;
    const decoded = decodeText(bytes, encoding);
    return { decoded, table: readCsv(decoded.text) };
  }, [bytes, encoding]);
  return useMemo(() => {
    if (picked === null || read === null) return null;
    const [header, ...rows] = read.table.rows;
    const mapping = picked.mapping ?? suggestMapping(header?.cells ?? []);
    const column = mapping.indexOf('registeredOn');
    const dates = column < 0 ? [] : readDates(rows.map(({ cells }) => cells[column] ?? ''));
    const asksForDates = dates.some((each) => each.kind === 'flagged' && each.why !== 'unreadable');
    const { name, dateOrder } = picked;
    return { name, bytes: picked.bytes, ...read, mapping, dateOrder, asksForDates };
  }, [picked, read]);
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
    const [, ...rows] = file.table.rows;
    const around = { persons: [...persons.values()], roster, withdrawn, dateOrder: file.dateOrder };
    setJudging(0);
    let told = 0;
    const onProgress = (done: number) => {
      // Each telling draws the screen anew.
      if (done - told < 500) return;
      told = done;
      setJudging(done);
    };
    void planRosterInPieces(rows, file.mapping, around, pagePieces(stop.signal), onProgress).then((plan) => {
      if (plan === null || stop.signal.aborted) return;
      setMade({ file, plan });
      setJudging(null);
    });
    return () => stop.abort();
  }, [file, persons, roster, withdrawn, isSaving]);
  return { plan: made !== null && made.file === file ? made.plan : null, judging };
}
