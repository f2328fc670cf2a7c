import { useTranslation } from 'react-i18next';
import { dayHere, utcDay } from '../../../shared/base/plain-date.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { strictestTlp, tlpUntold } from '../../../shared/domain/tlp.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { Facet, LibraryRow } from './library-row.ts';
import { facetValueWord, lapseWord } from './words.ts';

/** Saves the list of playbooks, as it is narrowed. */
export function SaveLibrary({ rows }: { readonly rows: readonly LibraryRow[] }) {
  return <SaveList kind="quiet" dialog={(onClose) => <LibraryDialog rows={rows} onClose={onClose} />} />;
}

function LibraryDialog({ rows, onClose }: { readonly rows: readonly LibraryRow[]; onClose(): void }) {
  const { t } = useTranslation('playbooks');
  const { t: ui } = useTranslation('ui');
  const { format, language } = useLocale();
  const { may } = useProfile();
  const listed = rows.filter(({ scope }) => may('read', playbook.type, scope));
  const facet = (name: Facet) => ({
    heading: t(`library.filter.${name}`),
    cell: (row: LibraryRow) => format.list(row.valuesOf(name).map((value) => facetValueWord(t, name, value, language))),
  });
  const table = tableOf(listed, [
    { heading: t('library.sort.reference'), cell: ({ reference }) => reference },
    { heading: t('library.sort.title'), cell: ({ title }) => title?.text },
    { heading: t('report.release'), cell: ({ release }) => release },
    facet('state'),
    // The last instant of an edition is that of a day of UTC ([PO7]).
    {
      heading: t('library.table.validUntil'),
      kind: 'day',
      cell: ({ validUntil }) => (validUntil === null ? null : utcDay(validUntil)),
    },
    { heading: t('library.table.reviewBy'), kind: 'day', cell: ({ reviewDate }) => reviewDate },
    { heading: t('library.sort.review'), cell: ({ validity }) => lapseWord(t, validity) },
    facet('type'),
    facet('phase'),
    facet('region'),
    facet('language'),
    { heading: t('library.sort.changed'), kind: 'day', cell: ({ changedAt }) => dayHere(changedAt) },
    { heading: ui('form.marking'), cell: ({ marking }) => marking },
  ]);
  const title = t('library.title');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestTlp(listed.map(({ marking }) => marking ?? tlpUntold)) }}
      name={title}
      people={0}
      onClose={onClose}
    />
  );
}
