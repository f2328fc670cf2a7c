import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localisedOf, pickListed, textIn } from '../../../../shared/domain/localised.ts';
import { foldText } from '../../../../shared/domain/names/fold-text.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { RecordId } from '../../../ui/record-id.tsx';
import { TypeAhead } from '../../../ui/type-ahead.tsx';
import { useCompetencies } from './use-competencies.ts';

interface FrameworkFieldProps {
  /** The language in which the course names its competencies. */
  readonly written: string;
  onTake(name: string): void;
}

const shownLimit = 8;

/** Finds a competency of a framework while one types, and gives its name; nothing where no framework was imported. */
export function FrameworkField({ written, onTake }: FrameworkFieldProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const entries = useCompetencies() ?? [];
  const find = useCallback(
    (typed: string) => {
      const wanted = foldText(typed).split(/\s+/u).filter(Boolean);
      const says = (values: (typeof entries)[number]['values']) =>
        foldText([values['reference'] ?? '', ...Object.values(localisedOf(values, 'name'))].join(' '));
      return entries.filter(({ values }) => wanted.every((word) => says(values).includes(word))).slice(0, shownLimit);
    },
    [entries],
  );
  if (entries.length === 0) return null;
  return (
    <TypeAhead
      label={t('framework.take')}
      hint={t('framework.takeHint')}
      find={find}
      keyOf={({ id }) => id}
      renderOption={({ values }) => {
        const name = pickListed(values, 'name', language);
        return (
          <>
            {typeof values['reference'] === 'string' && <RecordId>{values['reference']}</RecordId>}
            <PlainText text={name?.text ?? ''} lang={name?.lang} />
          </>
        );
      }}
      onTake={({ values }) => {
        const name = textIn(localisedOf(values, 'name'), written) ?? pickListed(values, 'name', written);
        if (name !== null) onTake(name.text);
      }}
    />
  );
}
