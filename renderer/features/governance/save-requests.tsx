import { useTranslation } from 'react-i18next';
import { dayHere } from '../../../shared/base/plain-date.ts';
import { accessRequest } from '../../../shared/domain/access/access-request.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { useReadable } from '../../data/use-readable.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { AccessRow } from './access-list.tsx';
import { accessStateWord } from './access-words.ts';
import { kindWord } from './agreement-words.ts';

/** Saves the list of requests for access, as it is narrowed. */
export function SaveRequests({ rows }: { readonly rows: readonly AccessRow[] }) {
  return <SaveList dialog={(onClose) => <RequestsDialog rows={rows} onClose={onClose} />} />;
}

function RequestsDialog({ rows, onClose }: { readonly rows: readonly AccessRow[]; onClose(): void }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const readable = useReadable(accessRequest.type);
  if (readable === undefined) return null;
  const listed = rows.filter(({ id }) => readable.has(id));
  const table = tableOf(listed, [
    { heading: t('access.scope'), cell: ({ asked }) => asked.scopeName },
    { heading: t('access.who'), cell: ({ asked }) => asked.by.name },
    { heading: t('list.centre'), cell: ({ asked }) => asked.by.centre },
    { heading: t('access.kinds'), cell: ({ asked }) => format.list(asked.kinds.map((kind) => kindWord(t, kind))) },
    { heading: t('access.purpose'), cell: ({ asked }) => asked.purpose },
    { heading: t('access.askedOn'), kind: 'day', cell: ({ asked }) => dayHere(asked.at) },
    { heading: t('access.lastDay'), kind: 'day', cell: ({ asked }) => asked.until },
    { heading: t('list.state'), cell: ({ state }) => accessStateWord(t, state) },
  ]);
  const title = t('tabs.access');
  return (
    <TableDialog
      table={{ ...table, title, marking: null }}
      name={title}
      people={new Set(listed.map(({ asked }) => asked.by.person)).size}
      onClose={onClose}
    />
  );
}
