import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ratingValues } from '../../../shared/domain/evaluation/rating-value.ts';
import { type ReviewDocument, reviewDocument } from '../../../shared/domain/review/review-document.ts';
import type { RatingWords, ReviewWords } from '../../../shared/domain/review/review-markdown.ts';
import { metWord, ratingMeaning, ratingName, saidWord } from '../../data/ratings/rating-words.ts';
import { useStepOptions } from '../../data/use-record-options.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText, dayText } from '../../i18n/plain-dates.ts';
import { type OpenReview, useReviewedRatings } from './use-review.ts';

/** The review as a document in the language of the interface, and the words that it is set with. */
export function useReviewDocument(open: OpenReview): {
  readonly document: ReviewDocument;
  readonly words: ReviewWords;
} {
  const { language } = useLocale();
  const { optionOf } = useStepOptions();
  const words = useReviewWords(open.review.subjectKind === 'exercise');
  const ratings = useReviewedRatings(open.review);
  const document = useMemo(
    () => reviewDocument({ ...open, ratings }, language, (step) => optionOf(step)?.title?.text ?? ''),
    [open, ratings, language, optionOf],
  );
  return { document, words };
}

function useReviewWords(isOfExercise: boolean): ReviewWords {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const ratings = useRatingWords();
  return useMemo(
    () => ({
      ratings,
      report: isOfExercise ? t('document.exerciseReport') : t('document.report'),
      subject: t('form.subject'),
      reference: t('form.reference'),
      place: t('form.place'),
      dates: t('document.dates'),
      facilitator: t('form.facilitator'),
      overview: t('form.overview'),
      strengths: t('finding.part.strength'),
      improvements: t('finding.part.improvement'),
      none: t('document.none'),
      capability: t('finding.capability'),
      observation: t('finding.observation'),
      analysis: t('finding.analysis'),
      measuredAgainst: t('finding.reference'),
      step: t('finding.step'),
      plan: t('document.plan'),
      participants: t('form.participants'),
      planColumns: [
        t('finding.capability'),
        t('document.issue'),
        t('action.one'),
        t('action.element.label'),
        t('action.organisation'),
        t('action.owner'),
        t('action.start'),
        t('action.due'),
        t('document.state'),
      ],
      stepChanged: t('document.stepChanged'),
      stepToChange: t('document.stepToChange'),
      element: {
        planning: t('action.element.planning'),
        organisation: t('action.element.organisation'),
        equipment: t('action.element.equipment'),
        training: t('action.element.training'),
        exercise: t('action.element.exercise'),
      },
      state: {
        open: t('action.state.open'),
        'in-progress': t('action.state.in-progress'),
        done: t('action.state.done'),
        verified: t('action.state.verified'),
        closed: t('action.state.closed'),
      },
      days: (start, end) => daysText(format, start, end),
      day: (date) => dayText(format, date, 'medium'),
    }),
    [t, format, ratings, isOfExercise],
  );
}

function useRatingWords(): RatingWords {
  const { t } = useTranslation('reviews');
  const { t: words } = useTranslation('data');
  return useMemo(
    () => ({
      title: t('ratings.title'),
      columns: [t('ratings.item'), t('ratings.agreed'), t('ratings.each')],
      key: ratingValues.map((value) => `${value} – ${ratingName(words, value)}. ${ratingMeaning(words, value)}`),
      met: metWord(words, true),
      notMet: metWord(words, false),
      notAgreed: t('ratings.notAgreed'),
      dissent: t('ratings.dissent'),
      value: (value) => saidWord(words, value),
      since: (count) => t('ratings.since', { count }),
    }),
    [t, words],
  );
}
