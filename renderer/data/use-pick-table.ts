import { useTranslation } from 'react-i18next';
import { readTableFile, type TableFile, type TableProblem } from '../../shared/domain/spreadsheet/read-table-file.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useDesktop } from './engine-context.tsx';

/** A table that was picked, or why it cannot be used: the words for it. */
export type PickedTable = { readonly file: TableFile } | { readonly problem: string };

/** Asks for a workbook or a text with delimiters, or what else a list comes in, and reads it; null when nobody chose one. */
export function usePickTable(more: readonly 'json'[] = []): () => Promise<PickedTable | null> {
  const { t } = useTranslation('ui');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  return async () => {
    const answer = await desktop.call('files:pick', {
      kind: 'files',
      extensions: ['xlsx', 'csv', 'tsv', 'txt', ...more],
    });
    if (!answer.ok) {
      announce(failureText(answer.failure));
      return null;
    }
    const [taken] = answer.value.files;
    if (taken === undefined) return null;
    const { name } = taken;
    const words: Readonly<Record<TableProblem, string>> = {
      'too-large': t('table.tooLarge', { name }),
      'not-xlsx': t('table.notXlsx', { name }),
      'old-workbook': t('table.oldWorkbook', { name }),
      damaged: t('table.damaged', { name }),
      macros: t('table.macros', { name }),
      'no-rows': t('table.noRows', { name }),
    };
    const read = readTableFile(taken);
    return read.ok ? { file: read.value } : { problem: words[read.failure.why] };
  };
}
