import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayHere } from '../../../shared/base/plain-date.ts';
import { run } from '../../../shared/domain/run.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { strictestTlp, tlpLevels } from '../../../shared/domain/tlp.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { RunRow } from './open-runs.ts';

/** Saves the list of runs. */
export function SaveRuns({ rows }: { readonly rows: readonly RunRow[] }) {
  return <SaveList dialog={(onClose) => <RunsDialog rows={rows} onClose={onClose} />} />;
}

function RunsDialog({ rows, onClose }: { readonly rows: readonly RunRow[]; onClose(): void }) {
  const { t } = useTranslation('playbooks');
  const { t: ui } = useTranslation('ui');
  const { format } = useLocale();
  const { may } = useProfile();
  const playbooks = useQuery(catalogueQuery({ type: 'playbook' })).data;
  if (playbooks === undefined) return null;
  // A run carries no mark of its own: that of its playbook counts ([SH7]).
  const marks = new Map(playbooks.map(({ id, values }) => [id, tlpLevels.find((level) => level === values.marking)]));
  const listed = rows.filter(({ scope }) => may('read', run.type, scope));
  const day = (moment: number | null) => (moment ? dayHere(moment) : null);
  const time = (moment: number | null) => (moment ? format.time(moment) : null);
  const table = tableOf(listed, [
    { heading: t('editor.field.playbook'), cell: ({ title }) => title },
    { heading: t('report.release'), cell: ({ release }) => release },
    { heading: t('report.place'), cell: ({ place }) => place },
    { heading: t('report.leader'), cell: ({ leader }) => leader },
    { heading: t('run.list.startedOn'), kind: 'day', cell: ({ startedAt }) => day(startedAt) },
    { heading: t('run.list.startedAt'), cell: ({ startedAt }) => time(startedAt) },
    { heading: t('run.list.finishedOn'), kind: 'day', cell: ({ finishedAt }) => day(finishedAt) },
    { heading: t('run.list.finishedAt'), cell: ({ finishedAt }) => time(finishedAt) },
    { heading: ui('form.marking'), cell: ({ playbook }) => marks.get(playbook) },
  ]);
  const title = t('run.list.title');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestTlp(listed.map(({ playbook }) => marks.get(playbook))) }}
      name={title}
      people={new Set(listed.flatMap(({ leader }) => leader ?? [])).size}
      onClose={onClose}
    />
  );
}
