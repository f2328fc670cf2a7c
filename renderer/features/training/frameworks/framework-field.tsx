import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localisedOf, pickListed, textIn } from '../../../../shared/domain/localised.ts';
import { foldText } from '../../../../shared/domain/names/fold-text.ts';
import { useCompetencies } from '../../../data/competencies/use-competencies.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { RecordId } from '../../../ui/record-id.tsx';
import { TypeAhead } from '../../../ui/type-ahead.tsx';

interface FrameworkFieldProps {
  readonly label: string;
  /** The language in which the course names its competencies. */
  readonly written: string;
  onTake(name: string): void;
}

const shownLimit = 8;

/** Finds a competency of a framework while one types, and gives its name; nothing where no framework was imported. */
export function FrameworkField({ label, written, onTake }: FrameworkFieldProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const entries = useCompetencies();
  // Folded once: thousands of names in six languages are not read anew with every key.
  const rows = useMemo(
    () =>
      (entries ?? []).map((entry) => ({
        entry,
        said: foldText(
          [entry.values['reference'] ?? '', ...Object.values(localisedOf(entry.values, 'name'))].join(' '),
        ),
      })),
    [entries],
  );
  const find = useCallback(
    (typed: string) => {
      const wanted = foldText(typed).split(/\s+/u).filter(Boolean);
      return rows.filter(({ said }) => wanted.every((word) => said.includes(word))).slice(0, shownLimit);
    },
    [rows],
  );
  if (rows.length === 0) return null;
  return (
    <TypeAhead
      label={label}
      hint={t('framework.takeHint')}
      find={find}
      keyOf={({ entry }) => entry.id}
      renderOption={({ entry: { values } }) => {
        const name = pickListed(values, 'name', language);
        return (
          <>
            {typeof values['reference'] === 'string' && <RecordId>{values['reference']}</RecordId>}
            <PlainText text={name?.text ?? ''} lang={name?.lang} />
          </>
        );
      }}
      onTake={({ entry: { values } }) => {
        const name = textIn(localisedOf(values, 'name'), written) ?? pickListed(values, 'name', written);
        if (name !== null) onTake(name.text);
      }}
    />
  );
}
