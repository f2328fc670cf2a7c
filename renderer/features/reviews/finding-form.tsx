import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { keyAtEnd } from '../../../shared/domain/order-keys.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { finding as findingDeclaration } from '../../../shared/domain/review/finding.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { FindingFields } from './finding-fields.tsx';
import { keyed, newFinding, type TypedFinding, typedOf } from './finding-typed.ts';
import { ReviewNotHere } from './review-not-here.tsx';
import { ReviewPartForm } from './review-part-form.tsx';
import { type OpenReview, useReview } from './use-review.ts';

/** A finding that is not there yet; the address may say in what it was seen, and which step it is about. */
export function NewFinding() {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { reviewId } = useParams({ strict: false }) as { reviewId: string };
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const open = useReview(reviewId);
  if (open === undefined) return null;
  if (open === null) return <ReviewNotHere cause="away" what={t('review.gone')} />;
  const given = (key: string) => (typeof search[key] === 'string' ? (search[key] as string) : '');
  const fixed = { review: reviewId, order: keyAtEnd(open.findings), origin: given('origin') || null };
  return (
    <FindingForm
      open={open}
      from={{ scope: open.review.scope }}
      fixed={fixed}
      heading={t('finding.new')}
      begin={() => newFinding(open.review.language ?? language, given)}
    />
  );
}

/** The fields of a finding that is there. */
export function EditFinding() {
  const { t } = useTranslation('reviews');
  const { reviewId, findingId } = useParams({ strict: false }) as { reviewId: string; findingId: string };
  const open = useReview(reviewId);
  const state = useQuery(recordStateQuery(findingId)).data;
  if (open === undefined || state === undefined) return null;
  const finding = open?.findings.find(({ id }) => id === findingId);
  if (open === null || state === null) return <ReviewNotHere cause="away" what={t('finding.gone')} />;
  if (finding === undefined) return <ReviewNotHere cause="deleted" />;
  return <FindingForm open={open} from={state} fixed={{}} heading={t('finding.edit')} begin={() => typedOf(finding)} />;
}

interface FindingFormProps {
  readonly open: OpenReview;
  readonly from: RecordState | { readonly scope: string };
  readonly fixed: Readonly<Record<string, Json>>;
  readonly heading: string;
  begin(): TypedFinding;
}

function FindingForm({ open: { review, findings }, from, fixed, heading, begin }: FindingFormProps) {
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(findingDeclaration, from);
  const [values, setValues] = useState(begin);
  const send = async () => {
    const id = await save({ ...fixed, ...keyed(values) });
    if (id === null) return;
    void navigate({ to: `/reviews/${review.id}`, search: { finding: id } as never, replace: true });
  };
  return (
    <ReviewPartForm review={review} heading={heading} saving={saving} onSave={send}>
      <FindingFields
        values={values}
        capabilities={[...new Set(findings.flatMap(({ capability }) => capability ?? []))]}
        onChange={(change) => setValues((now) => ({ ...now, ...change }))}
      />
    </ReviewPartForm>
  );
}
