import { useTranslation } from 'react-i18next';
import type { ScopeId } from '../../../shared/base/ids.ts';
import { useIdentity } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FieldRow } from '../../ui/form.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import css from './exchange.module.css';
import type { OpenLibrary } from './use-library-file.ts';
import { useSignerWords } from './use-signer-words.ts';

interface ImportFactsProps {
  readonly open: OpenLibrary;
  onScope(theirs: ScopeId, ours: ScopeId | null): void;
}

/** Where a file comes from, who wrote it and what for, and into which scopes it goes. */
export function ImportFacts({ open: { name, library, scopes }, onScope }: ImportFactsProps) {
  const { t } = useTranslation('exchange');
  const { format } = useLocale();
  const { scopes: ours } = useIdentity();
  const { network, by, at, purpose, missingFiles } = library.manifest;
  const signedBy = useSignerWords(library.manifest.signedBy);
  const used = new Set(library.records.map(({ scope }) => scope));
  const theirs = library.manifest.scopes.filter(({ id }) => used.has(id));
  const facts = [
    [t('facts.file'), name],
    [t('facts.network'), network.name],
    [t('facts.by'), format.series([by.name, by.centre])],
    [t('facts.at'), format.dateTime(at)],
    [t('facts.purpose'), purpose === '' ? t('facts.noPurpose') : purpose],
    ...(signedBy === undefined ? [] : [[t('facts.signed'), signedBy] as const]),
  ] as const;
  return (
    <>
      <Panel className={css.facts ?? ''}>
        <FactList facts={facts} className={css.factList} />
      </Panel>
      {missingFiles.length > 0 && <Banner tone="info">{t('import.missing', { count: missingFiles.length })}</Banner>}
      <FieldRow>
        {theirs.map((scope) => (
          <SelectField
            key={scope.id}
            label={t('import.scope', { name: scope.name })}
            value={scopes.get(scope.id) ?? ''}
            options={[
              { value: '', label: t('import.noScope') },
              ...ours.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            onChange={(value) => onScope(scope.id, value === '' ? null : value)}
          />
        ))}
      </FieldRow>
    </>
  );
}
