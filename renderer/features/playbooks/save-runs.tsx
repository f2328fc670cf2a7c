import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isTimeZone, timeIn } from '../../../shared/base/plain-date.ts';
import { run } from '../../../shared/domain/run.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { strictestTlp, tlpLevels, tlpUntold } from '../../../shared/domain/tlp.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery, openedQuery } from '../../data/record-queries.ts';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { createFormatters } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { RunRow } from './open-runs.ts';

/** Saves the list of runs. */
export function SaveRuns({ rows }: { readonly rows: readonly RunRow[] }) {
  return <SaveList dialog={(onClose) => <RunsDialog rows={rows} onClose={onClose} />} />;
}

function RunsDialog({ rows, onClose }: { readonly rows: readonly RunRow[]; onClose(): void }) {
  const { t } = useTranslation('playbooks');
  const { t: ui } = useTranslation('ui');
  const { language } = useLocale();
  const { may } = useProfile();
  // A run carries no mark of its own: that of its playbook counts ([SH7]), of one that was deleted since as well.
  const playbooks = useQuery(catalogueQuery({ type: 'playbook', withDeleted: true })).data;
  const opened = useQuery(
    openedQuery(
      run,
      rows.map(({ id }) => id),
    ),
  ).data;
  if (playbooks === undefined || opened === undefined) return null;
  const marks = new Map(playbooks.map(({ id, values }) => [id, tlpLevels.find((level) => level === values.marking)]));
  const listed = rows.filter(({ scope }) => may('read', run.type, scope));
  // By the calendar and the clock of its place ([PO7]), as its report and its review have it.
  const zones = new Map(opened.map(({ id, timeZone = '' }) => [id, isTimeZone(timeZone) ? timeZone : 'UTC']));
  const zoneOf = ({ id }: RunRow) => zones.get(id) ?? 'UTC';
  const clocks = new Map(
    [...new Set(['UTC', ...zones.values()])].map((zone) => [zone, createFormatters(language, zone)]),
  );
  const day = (row: RunRow, moment: number | null) => (moment ? timeIn(zoneOf(row), moment).day : null);
  const time = (row: RunRow, moment: number | null) => (moment ? clocks.get(zoneOf(row))?.time(moment) : null);
  const table = tableOf(listed, [
    { heading: t('editor.field.playbook'), cell: ({ title }) => title },
    { heading: t('report.release'), cell: ({ release }) => release },
    { heading: t('report.place'), cell: ({ place }) => place },
    { heading: t('report.leader'), cell: ({ leader }) => leader },
    { heading: t('run.list.startedOn'), kind: 'day', cell: (row) => day(row, row.startedAt) },
    { heading: t('run.list.startedAt'), cell: (row) => time(row, row.startedAt) },
    { heading: t('run.list.finishedOn'), kind: 'day', cell: (row) => day(row, row.finishedAt) },
    { heading: t('run.list.finishedAt'), cell: (row) => time(row, row.finishedAt) },
    { heading: ui('form.timeZone'), cell: zoneOf },
    { heading: ui('form.marking'), cell: ({ playbook }) => marks.get(playbook) },
  ]);
  const title = t('run.list.title');
  return (
    <TableDialog
      // What was run may be of a scope that is not here: a run whose mark is not known is not taken for free.
      table={{ ...table, title, marking: strictestTlp(listed.map(({ playbook }) => marks.get(playbook) ?? tlpUntold)) }}
      name={title}
      people={new Set(listed.flatMap(({ leader }) => leader ?? [])).size}
      onClose={onClose}
    />
  );
}
