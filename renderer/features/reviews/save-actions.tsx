import { useTranslation } from 'react-i18next';
import { action } from '../../../shared/domain/review/action.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { strictestTlp } from '../../../shared/domain/tlp.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { typeLabel } from '../../i18n/field-label.ts';
import type { ActionRow } from './review-rows.ts';
import { actionStateWord } from './review-words.ts';

/** Saves the list of corrective actions, as it is narrowed. */
export function SaveActions({ rows }: { readonly rows: readonly ActionRow[] }) {
  return <SaveList dialog={(onClose) => <ActionsDialog rows={rows} onClose={onClose} />} />;
}

function ActionsDialog({ rows, onClose }: { readonly rows: readonly ActionRow[]; onClose(): void }) {
  const { t } = useTranslation('reviews');
  const { t: ui } = useTranslation('ui');
  const { t: records } = useTranslation('records');
  const { may } = useProfile();
  const listed = rows.filter(({ scope }) => may('read', action.type, scope));
  const table = tableOf(listed, [
    { heading: t('action.text'), cell: ({ text }) => text?.text },
    { heading: typeLabel(records, 'review'), cell: ({ reviewTitle }) => reviewTitle?.text },
    { heading: t('action.owner'), cell: ({ owner }) => owner },
    { heading: t('action.organisation'), cell: ({ organisation }) => organisation },
    { heading: t('action.due'), kind: 'day', cell: ({ due }) => due },
    { heading: t('action.progress'), cell: ({ state }) => actionStateWord(t, state) },
    { heading: t('action.changedStep'), cell: ({ changedStep }) => (changedStep ? '✓' : null) },
    { heading: ui('form.marking'), cell: ({ marking }) => marking },
  ]);
  const title = t('tabs.actions');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestTlp(listed.map(({ marking }) => marking)) }}
      name={title}
      people={new Set(listed.flatMap(({ owner }) => owner || [])).size}
      onClose={onClose}
    />
  );
}
