import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { textOfFingerprint } from '../../../shared/domain/translation/translation-unit.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { recordKeys } from '../../data/record-queries.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import css from './grid.module.css';
import type { GridRow } from './grid-model.ts';

/** The source of a unit; for an outdated one with what changed since it was translated, word by word. */
export function SourceText({ row, isLarge }: { readonly row: GridRow; readonly isLarge: boolean }) {
  const { t } = useTranslation('translation');
  const { unit } = row.place;
  const before = useSourceThen(row);
  const isOutdated = row.translation.state === 'outdated';
  return (
    <>
      <span className={isLarge ? css.large : undefined} {...contentLanguage(unit.lang)}>
        {isOutdated && typeof before === 'string' ? (
          <WordDiff before={before} after={unit.source} lang={unit.lang} />
        ) : (
          <PlainText text={unit.source} lang={unit.lang} />
        )}
      </span>
      {isOutdated && unit.isSourceContested && <span className={css.due}>{t('unit.sourceContested')}</span>}
      {isOutdated && before === null && !unit.isSourceContested && (
        <span className={css.where}>{t('unit.sourceUnknown')}</span>
      )}
    </>
  );
}

/** The source text that an outdated translation was made from; null when it is not on this laptop, undefined meanwhile. */
function useSourceThen({ place: { view, unit }, translation }: GridRow): string | null | undefined {
  const engine = useEngine();
  const { source, state } = translation;
  const { data } = useQuery({
    queryKey: [...recordKeys.record(view.id), 'source-then', unit.field, source] as const,
    enabled: state === 'outdated' && source !== null,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: async () => textOfFingerprint(await engine.history(view.id), unit.field, source ?? ''),
  });
  return data;
}
