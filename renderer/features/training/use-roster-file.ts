import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ColumnMapping,
  namesSomebody,
  suggestMapping,
} from '../../../shared/domain/roster-import/column-mapping.ts';
import { type DecodedText, decodeText, type Encoding } from '../../../shared/domain/roster-import/decode-text.ts';
import { planRoster, type RosterPlan } from '../../../shared/domain/roster-import/plan-roster.ts';
import { type CsvTable, readCsv } from '../../../shared/domain/roster-import/read-csv.ts';
import { useDesktop } from '../../data/engine-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import type { OpenSession } from './use-session.ts';

export interface RosterFile {
  readonly name: string;
  readonly decoded: DecodedText;
  readonly table: CsvTable;
  readonly mapping: ColumnMapping;
  /** Null until a column is said to hold names. */
  readonly plan: RosterPlan | null;
}

export interface RosterFileActions {
  readonly file: RosterFile | null;
  /** Why the file that was picked last cannot be used. */
  readonly problem: string | null;
  pick(): Promise<void>;
  setEncoding(encoding: Encoding): void;
  setMapping(mapping: ColumnMapping): void;
}

interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly encoding?: Encoding;
  /** Null: as suggested. */
  readonly mapping: ColumnMapping | null;
}

/** A picked file, read and planned against what is here; nothing of it is saved yet. */
export function useRosterFile(open: OpenSession): RosterFileActions {
  const { t } = useTranslation('training');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = useMemo(() => {
    if (picked === null) return null;
    const decoded = decodeText(picked.bytes, picked.encoding);
    return { decoded, table: readCsv(decoded.text) };
  }, [picked]);
  const mapping = picked?.mapping ?? null;
  const file = useMemo<RosterFile | null>(() => {
    if (picked === null || read === null) return null;
    const [header, ...rows] = read.table.rows;
    const used = mapping ?? suggestMapping(header?.cells ?? []);
    const plan = namesSomebody(used) ? planRoster(rows, used, [...open.persons.values()], open.roster) : null;
    return { name: picked.name, ...read, mapping: used, plan };
  }, [picked, read, mapping, open.persons, open.roster]);

  const pick = async () => {
    const answer = await desktop.call('files:pick', { kind: 'files', extensions: ['csv', 'tsv', 'txt'] });
    if (!answer.ok) return announce(failureText(answer.failure));
    const first = answer.value.files[0];
    if (first === undefined) return;
    // the host gives files over the limit without their bytes
    const isEmpty = first.bytes.length === 0;
    setProblem(isEmpty ? t('import.tooLarge', { name: first.name }) : null);
    setPicked(isEmpty ? null : { name: first.name, bytes: first.bytes, mapping: null });
  };
  return {
    file,
    problem: problem ?? (file !== null && file.table.rows.length < 2 ? t('import.noRows', { name: file.name }) : null),
    pick,
    setEncoding: (encoding) => setPicked((now) => now && { ...now, encoding, mapping: null }),
    setMapping: (next) => setPicked((now) => now && { ...now, mapping: next }),
  };
}
