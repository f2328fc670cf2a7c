import { IconAbc, IconCheck, IconDatabase, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { findTerms } from '../../../shared/domain/terms/find-terms.ts';
import {
  notedKey,
  noteKeyOf,
  readNote,
  type TranslationNote,
} from '../../../shared/domain/translation/translation-note.ts';
import { useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { recordKeys } from '../../data/record-queries.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import type { GridRow } from './grid-model.ts';
import css from './grid-side.module.css';
import { offer } from './memory-offer.ts';
import { useMemory } from './use-memory.ts';
import { stateWord } from './words.ts';

export interface GridSideProps {
  readonly row: GridRow;
  readonly lang: string;
}

/** What helps with the open unit: translations of like texts, terms, and what happened to it. */
export function GridSide(props: GridSideProps) {
  return (
    <div className={css.side}>
      <Memory {...props} />
      <Terms {...props} />
      <UnitHistory {...props} />
    </div>
  );
}

function Memory({ row, lang }: GridSideProps) {
  const { t } = useTranslation('translation');
  const { format } = useLocale();
  const { unit } = row.place;
  const offers = useMemory(row, lang);
  return (
    <section>
      <SectionHead icon={IconDatabase} title={t('side.memory')} count={offers?.length} />
      {offers?.length === 0 && <p className={css.quiet}>{t('side.noMemory')}</p>}
      {offers?.map(({ entry, score, reference }, place) => (
        <button
          key={`${entry.unit} ${entry.target}`}
          type="button"
          className={css.match}
          data-act={`memory-${place + 1}`}
          aria-keyshortcuts={`Control+${place + 1}`}
          onClick={() => offer(row.key, entry.target)}
        >
          <span className={css.matchHead}>
            <b>{format.percent(score / 100)}</b> {reference !== '' && <RecordId>{reference}</RecordId>}
            <Kbd>{`Ctrl ${place + 1}`}</Kbd>
          </span>
          <span {...contentLanguage(unit.lang)} className={css.matchSource}>
            <WordDiff before={entry.source} after={unit.source} lang={unit.lang} />
          </span>
          <span {...contentLanguage(lang)} className={css.matchTarget}>
            {entry.target}
          </span>
        </button>
      ))}
    </section>
  );
}

function Terms({ row, lang }: GridSideProps) {
  const { t } = useTranslation('translation');
  const { unit } = row.place;
  const terms = findTerms(unit.source, unit.lang, row.translation.text, lang);
  return (
    <section>
      <SectionHead icon={IconAbc} title={t('side.terms')} count={terms.length} />
      {terms.length === 0 ? (
        <p className={css.quiet}>{t('side.noTerms')}</p>
      ) : (
        <ul className={css.terms}>
          {terms.map((term) => (
            <li key={term.source}>
              <span {...contentLanguage(unit.lang)}>{term.source}</span>
              {term.isUsed ? (
                <IconCheck role="img" aria-label={t('side.termUsed')} size={15} stroke={2.2} className={css.used} />
              ) : (
                row.translation.text !== '' && <span className={css.unused}>{t('side.termNotUsed')}</span>
              )}
              <span {...contentLanguage(lang)} className={css.termTarget}>
                {term.target}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** More entries than that are the past of the past. */
const shownEntries = 6;

function UnitHistory({ row, lang }: GridSideProps) {
  const { t } = useTranslation('translation');
  const { format } = useLocale();
  const { view, unit } = row.place;
  const engine = useEngine();
  const nameOf = usePersonName();
  const key = `${unit.field}.${lang}`;
  const { data = [] } = useQuery({
    queryKey: [...recordKeys.record(view.id), 'unit-history', key] as const,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: async () =>
      (await engine.history(view.id)).filter(({ field }) => field === key || field === noteKeyOf(key)).reverse(),
  });
  // A text and its note are one act; the note says more.
  const acts = data.filter(
    ({ field, tx }) => notedKey(field) !== null || !data.some((other) => other.tx === tx && notedKey(other.field)),
  );
  if (acts.length === 0) return null;
  return (
    <section>
      <SectionHead icon={IconHistory} title={t('side.history')} />
      <ul className={css.history}>
        {acts.slice(0, shownEntries).map(({ id, field, value, origin, wall }) => (
          <li key={id}>
            <span>
              <bdi>{nameOf(origin.author)}</bdi>
              <span className={css.quiet}>{actWord(t, notedKey(field) === null ? null : readNote(value))}</span>
            </span>
            <time className={css.quiet} dateTime={isoOf(wall)}>
              {format.dateTime(wall)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function actWord(t: TFunction<'translation'>, note: TranslationNote | null): string {
  return note === null || note.state === 'translated' ? t('side.translated') : stateWord(t, note.state);
}

function usePersonName(): (person: string) => string {
  const { t } = useTranslation('translation');
  const { person: me } = useProfile();
  const { profiles } = useIdentity();
  return (person) =>
    person === me ? t('side.you') : (profiles.find((each) => each.person === person)?.name ?? t('side.somebody'));
}
