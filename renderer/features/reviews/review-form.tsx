import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { review as reviewDeclaration, subjectKinds } from '../../../shared/domain/review/review.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RecordForm } from '../../ui/form.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { endsBeforeStart } from '../../ui/typed-days.ts';
import { ReviewFields } from './review-fields.tsx';
import { ReviewNotHere } from './review-not-here.tsx';
import { beginning, keyed, type TypedReview, typedOf } from './review-typed.ts';
import { useSubject } from './use-subject.ts';

/** A review that is not there yet: of the run, session, exercise or placement that the address names, or of something else. */
export function NewReview() {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { name } = useProfile();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const kind = subjectKinds.find((each) => typeof search[each] === 'string') ?? null;
  const subject = useSubject(kind, kind === null ? '' : String(search[kind]));
  const scope = useCreateScope('review', subject?.scope);
  if (subject === undefined) return null;
  if (scope === null) return <ReviewNotHere cause="not-allowed" />;
  if (kind !== null && subject === null) return <ReviewNotHere cause="away" what={t('review.subjectGone')} />;
  const title = subject ? t('review.titleOf', { subject: subject.title }) : '';
  const fixed = { state: 'draft', subjectKind: subject?.kind ?? null, subject: subject?.id ?? null };
  return (
    <ReviewForm
      from={{ scope }}
      fixed={fixed}
      heading={t('review.new')}
      hasSubject={subject !== null}
      begin={() => beginning(subject, title, language, name)}
    />
  );
}

/** The fields of a review that is there. */
export function EditReview() {
  const { t } = useTranslation('reviews');
  const { reviewId } = useParams({ strict: false }) as { reviewId: string };
  const review = useQuery(recordQuery(reviewDeclaration, reviewId)).data;
  const state = useQuery(recordStateQuery(reviewId)).data;
  if (review === undefined || state === undefined) return null;
  if (review === null || state === null) return <ReviewNotHere cause="away" what={t('review.gone')} />;
  if (review.deleted) return <ReviewNotHere cause="deleted" what={t('review.deleted')} />;
  return (
    <ReviewForm
      from={state}
      fixed={{}}
      heading={t('review.edit')}
      hasSubject={review.subject !== undefined}
      begin={() => typedOf(review)}
    />
  );
}

interface ReviewFormProps {
  readonly from: RecordState | { readonly scope: string };
  /** Fields that are saved with the others and not typed. */
  readonly fixed: Readonly<Record<string, Json>>;
  readonly heading: string;
  readonly hasSubject: boolean;
  begin(): TypedReview;
}

function ReviewForm({ from, fixed, heading, hasSubject, begin }: ReviewFormProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(reviewDeclaration, from);
  const [values, setValues] = useState(begin);
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    if (endsBeforeStart(values)) return;
    const id = await save({ ...fixed, ...keyed(values) });
    if (id !== null) void navigate({ to: '/reviews/$reviewId', params: { reviewId: id } as never, replace: true });
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/reviews' }, { label: heading }]} />
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <ReviewFields
          values={values}
          hasSubject={hasSubject}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}
