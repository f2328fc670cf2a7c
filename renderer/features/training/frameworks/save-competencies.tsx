import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { competency, competencyKinds } from '../../../../shared/domain/competency/competency.ts';
import { pickListed } from '../../../../shared/domain/localised.ts';
import { tableOf } from '../../../../shared/domain/spreadsheet/table-of.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { versionWords } from './framework-words.ts';

/** Saves the competencies that a centre took from frameworks, as they are narrowed, with what it asks for. */
export function SaveCompetencies({ entries }: { readonly entries: readonly CatalogueEntry[] }) {
  return <SaveList dialog={(onClose) => <CompetenciesDialog entries={entries} onClose={onClose} />} />;
}

interface CompetenciesDialogProps {
  readonly entries: readonly CatalogueEntry[];
  onClose(): void;
}

function CompetenciesDialog({ entries, onClose }: CompetenciesDialogProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const { may } = useProfile();
  const listed = entries.filter(({ scope }) => may('read', competency.type, scope));
  const kindOf = ({ values }: CatalogueEntry) => competencyKinds.find((kind) => kind === values['kind']) ?? 'other';
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
  const table = tableOf(listed, [
    { heading: t('list.reference'), cell: ({ values }) => textOf(values['reference']) },
    { heading: t('framework.statements'), cell: ({ values }) => pickListed(values, 'name', language)?.text },
    { heading: t('framework.kind'), cell: (entry) => t(`frameworkKind.${kindOf(entry)}`) },
    {
      heading: t('framework.title'),
      cell: ({ values }) => versionWords(t, textOf(values['framework']), textOf(values['edition'])),
    },
    { heading: t('framework.identifier'), cell: ({ values }) => textOf(values['sourceId']) },
    { heading: t('framework.target'), cell: ({ values }) => pickListed(values, 'target', language)?.text },
  ]);
  const title = t('framework.title');
  return <TableDialog table={{ ...table, title, marking: null }} name={title} people={0} onClose={onClose} />;
}
