import { type FormEvent, type Ref, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agreedValue } from '../../../../shared/domain/evaluation/evaluation-report.ts';
import { answersDissent, saysWhy } from '../../../../shared/domain/evaluation/rating-commands.ts';
import { ratingOfPerson, valuesOf } from '../../../../shared/domain/evaluation/rating-standing.ts';
import { isRatingValue, type RatingValue, type SaidValue } from '../../../../shared/domain/evaluation/rating-value.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import field from '../../../ui/form-field.module.css';
import type { OpenExercise } from '../use-open-exercise.ts';
import { ObservationChoice } from './observation-choice.tsx';
import css from './ratings.module.css';
import type { Giving, RatingRow } from './ratings-model.ts';
import { useRating } from './use-rating.ts';
import { ValueChoice } from './value-choice.tsx';

interface RatingComposerProps {
  readonly open: OpenExercise;
  readonly current: RatingRow;
  readonly giving: Giving;
  /** Nothing above it says what is given. */
  readonly isNamed: boolean;
  onSaved(): void;
}

/** One of the four with its meaning, why, and what it rests on. 1 to 4 choose, Ctrl+Enter saves, from anywhere on the screen. */
export function RatingComposer({ open, current, giving, isNamed, onSaved }: RatingComposerProps) {
  const { t } = useTranslation('exercises');
  const id = useId();
  const draft = useRatingDraft(open, current, giving);
  const why = useRef<HTMLTextAreaElement>(null);
  const { value, saving } = draft;
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (await draft.save()) onSaved();
  };
  const legend = t(`rating.give.${giving}`);
  return (
    <form
      className={css.composer}
      aria-label={legend}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      {isNamed && <b>{legend}</b>}
      <ValueChoice
        label={legend}
        value={value}
        withNotSeen={giving === 'rate'}
        onChange={draft.setValue}
        onKey={() => why.current?.focus()}
      />
      <WhyField ref={why} id={id} draft={draft} />
      {giving === 'rate' && (
        <ObservationChoice
          open={open}
          objective={current.row.objective}
          chosen={draft.observations}
          onChange={draft.setObservations}
        />
      )}
      <p id={`${id}-need`} className={css.need}>
        {value !== null && !draft.isReady && (giving === 'rate' ? t('rating.needsWhy') : t('rating.needsAnswer'))}
      </p>
      <ActionButton
        kind="primary"
        type="submit"
        size="medium"
        keys="Ctrl ↵"
        className={css.save}
        disabled={!draft.isReady || saving}
      >
        {saveWords(t, giving, value, draft.hasDissent)}
      </ActionButton>
    </form>
  );
}

interface WhyFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly id: string;
  readonly draft: ReturnType<typeof useRatingDraft>;
}

function WhyField({ ref, id, draft }: WhyFieldProps) {
  const { t } = useTranslation('exercises');
  return (
    <>
      <label htmlFor={id}>{draft.hasDissent ? t('rating.whyAgree') : t('rating.why')}</label>
      <textarea
        ref={ref}
        id={id}
        className={`${field.typed} ${css.input}`}
        dir="auto"
        rows={2}
        maxLength={20_000}
        value={draft.text}
        aria-describedby={`${id}-need`}
        onChange={(event) => draft.setText(event.currentTarget.value)}
      />
    </>
  );
}

function saveWords(
  t: ReturnType<typeof useTranslation<'exercises'>>['t'],
  giving: Giving,
  value: SaidValue | null,
  hasDissent: boolean,
): string {
  if (giving === 'rate')
    return isRatingValue(value ?? undefined) ? t('rating.save', { value }) : t('rating.saveNotSeen');
  if (value === null) return t('rating.give.agree');
  return hasDissent ? t('rating.agreeDissent', { value }) : t('rating.agreeOn', { value });
}

/** What stands in the form: what was said before is there to go on from. */
function useRatingDraft(open: OpenExercise, { row, standing }: RatingRow, giving: Giving) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { name } = useProfile();
  const announce = useAnnounce();
  const { rate, agree, saving } = useRating(open);
  const before = giving === 'rate' ? ratingOfPerson(standing, name)?.shown : standing.agreed;
  const [value, setValue] = useState<SaidValue | null>(() => before?.value ?? alike(standing, giving));
  const [text, setText] = useState(before?.text ?? '');
  const [observations, setObservations] = useState<readonly string[]>(before?.observations ?? []);
  const given = { item: row.id, standing, text, language };
  const isReady =
    value !== null &&
    (giving === 'rate'
      ? saysWhy({ value, text, observations })
      : isRatingValue(value) && answersDissent({ standing, value, text }));
  return {
    value,
    setValue,
    text,
    setText,
    observations,
    setObservations,
    saving,
    isReady,
    hasDissent: giving === 'agree' && valuesOf(standing).some((each) => each !== value),
    async save(): Promise<boolean> {
      if (!isReady || saving || value === null) return false;
      const done =
        giving === 'rate'
          ? await rate({ ...given, value, observations })
          : await agree({ ...given, value: value as RatingValue });
      if (done) announce(value === 'not-seen' ? t('rating.savedNotSeen') : t('rating.saved', { value }));
      return done;
    },
  };
}

/** Where all rated alike that is proposed, to be confirmed; where they differ nothing is. */
function alike(standing: RatingRow['standing'], giving: Giving): RatingValue | null {
  if (giving === 'rate' || standing.spread > 0) return null;
  return valuesOf(standing)[0] ?? agreedValue(standing.agreed);
}
