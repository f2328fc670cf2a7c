import { IconTableExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnOf, tableOf } from '../../shared/domain/spreadsheet/table-of.ts';
import type { OutTable } from '../../shared/domain/spreadsheet/table-out.ts';
import { writeCsv } from '../../shared/domain/spreadsheet/write-csv.ts';
import { strictestTlp, type TlpLevel } from '../../shared/domain/tlp.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { fileNameOf } from './file-name.ts';
import { LeavingDialog } from './leaving-dialog.tsx';
import css from './save-list.module.css';
import { useSaveFile } from './use-save-file.ts';
import './words.ts';

export interface SaveListProps {
  /** Among other quiet buttons it is one of them. */
  readonly kind?: 'plain' | 'quiet';
  dialog(onClose: () => void): ReactNode;
}

/** The button over a list that saves it as a table; the dialog is drawn, and the table made, when somebody asks. */
export function SaveList({ kind = 'plain', dialog }: SaveListProps) {
  const { t } = useTranslation('data');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton kind={kind} icon={IconTableExport} onClick={() => setOpen(true)}>
        {t('saveList.act')}
      </ActionButton>
      {isOpen && dialog(() => setOpen(false))}
    </>
  );
}

export interface TableDialogProps {
  readonly table: Omit<OutTable, 'isRightToLeft'>;
  /** What the file is called before its mark, as `TR-26-031 Roster`. */
  readonly name: string;
  readonly people: number;
  /** What whoever gets it has to know of the whole: as of when it is, and what is not in it. */
  readonly notes?: readonly string[];
  onClose(): void;
}

/** What of a table leaves, and in which form ([SH6]). */
export function TableDialog({ table, name, people, notes = [], onClose }: TableDialogProps) {
  const { t } = useTranslation('data');
  const { dir, format } = useLocale();
  const save = useSaveFile();
  const { columns, rows, marking } = table;
  const fileName = fileNameOf([name, marking ?? ''].join(' '));
  const whole = { ...table, isRightToLeft: dir === 'rtl' };
  const csv = { label: t('saveList.csv'), save: () => save(`${fileName}.csv`, writeCsv(whole)) };
  const xlsx = {
    label: t('saveList.xlsx'),
    // What writes workbooks is read when somebody wants one.
    save: async () => {
      const { writeXlsx } = await import('../../shared/domain/spreadsheet/write-xlsx.ts');
      await save(`${fileName}.xlsx`, writeXlsx(whole));
    },
  };
  return (
    <LeavingDialog people={people} marking={marking} forms={[csv, xlsx]} onClose={onClose}>
      <p>{t('saveList.rows', { count: rows.length })}</p>
      <p className={css.quiet}>{t('saveList.columns', { list: format.list(columns.map(({ heading }) => heading)) })}</p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </LeavingDialog>
  );
}

export interface ListDialogProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly columns: readonly ColumnOf<Row>[];
  onClose(): void;
}

/** The table of a list that names nobody, called as the list is; its mark is the strictest of its rows. */
export function ListDialog<Row extends { readonly marking?: TlpLevel | undefined }>(props: ListDialogProps<Row>) {
  const { title, rows, columns, onClose } = props;
  const marking = strictestTlp(rows.map((row) => row.marking));
  const table = { ...tableOf(rows, columns), title, marking };
  return <TableDialog table={table} name={title} people={0} onClose={onClose} />;
}
