import { useTranslation } from 'react-i18next';
import { agreement, asksConsent } from '../../../shared/domain/agreement/agreement.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { useReadable } from '../../data/use-readable.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { AgreementRow } from './agreement-list.tsx';
import { kindWord, stateWord } from './agreement-words.ts';

/** Saves the list of agreements, as it is narrowed. */
export function SaveAgreements({ rows }: { readonly rows: readonly AgreementRow[] }) {
  return <SaveList dialog={(onClose) => <AgreementsDialog rows={rows} onClose={onClose} />} />;
}

/** What was agreed, and how it stands; who signed is on the page of each. */
function AgreementsDialog({ rows, onClose }: { readonly rows: readonly AgreementRow[]; onClose(): void }) {
  const { t } = useTranslation('governance');
  const { t: ui } = useTranslation('ui');
  const { format } = useLocale();
  const readable = useReadable(agreement.type);
  if (readable === undefined) return null;
  const table = tableOf(
    rows.filter(({ id }) => readable.has(id)),
    [
      { heading: ui('form.reference'), cell: ({ terms }) => terms.reference },
      { heading: t('form.title'), cell: ({ terms }) => terms.title },
      { heading: t('form.parties'), cell: ({ terms }) => format.list(terms.parties) },
      { heading: t('form.kinds'), cell: ({ terms }) => format.list(terms.kinds.map((kind) => kindWord(t, kind))) },
      { heading: t('form.ceiling'), cell: ({ terms }) => terms.ceiling },
      {
        heading: t('form.consent'),
        cell: ({ terms }) => t(asksConsent(terms) ? 'form.consentAsked' : 'form.consentNotAsked'),
      },
      { heading: t('form.purpose'), cell: ({ terms }) => terms.purpose },
      { heading: ui('form.start'), kind: 'day', cell: ({ terms }) => terms.from },
      { heading: ui('form.end'), kind: 'day', cell: ({ terms }) => terms.until },
      { heading: t('list.state'), cell: ({ state }) => stateWord(t, state) },
    ],
  );
  const title = t('tabs.agreements');
  return <TableDialog table={{ ...table, title, marking: null }} name={title} people={0} onClose={onClose} />;
}
