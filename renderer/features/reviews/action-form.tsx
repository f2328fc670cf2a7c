import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { keyAtEnd } from '../../../shared/domain/order-keys.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { action as actionDeclaration } from '../../../shared/domain/review/action.ts';
import { pageToday } from '../../data/page-ports.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionFields } from './action-fields.tsx';
import { dueBeforeStart, keyed, newAction, type TypedAction, typedOf } from './action-typed.ts';
import { ReviewNotHere } from './review-not-here.tsx';
import { ReviewPartForm } from './review-part-form.tsx';
import { type OpenReview, useReview } from './use-review.ts';

/** An action that is not there yet; the address says for which finding. */
export function NewAction() {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { reviewId } = useParams({ strict: false }) as { reviewId: string };
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const open = useReview(reviewId);
  if (open === undefined) return null;
  if (open === null) return <ReviewNotHere cause="away" what={t('review.gone')} />;
  const finding = typeof search['finding'] === 'string' ? search['finding'] : '';
  return (
    <ActionForm
      open={open}
      from={{ scope: open.review.scope }}
      fixed={{ review: reviewId, order: keyAtEnd(open.actions), state: 'open' }}
      heading={t('action.new')}
      begin={() => newAction(open.review.language ?? language, finding, pageToday())}
    />
  );
}

/** The fields of an action that is there. */
export function EditAction() {
  const { t } = useTranslation('reviews');
  const { reviewId, actionId } = useParams({ strict: false }) as { reviewId: string; actionId: string };
  const open = useReview(reviewId);
  const state = useQuery(recordStateQuery(actionId)).data;
  if (open === undefined || state === undefined) return null;
  const action = open?.actions.find(({ id }) => id === actionId);
  if (open === null || state === null) return <ReviewNotHere cause="away" what={t('action.gone')} />;
  if (action === undefined) return <ReviewNotHere cause="deleted" />;
  return <ActionForm open={open} from={state} fixed={{}} heading={t('action.edit')} begin={() => typedOf(action)} />;
}

interface ActionFormProps {
  readonly open: OpenReview;
  readonly from: RecordState | { readonly scope: string };
  readonly fixed: Readonly<Record<string, Json>>;
  readonly heading: string;
  begin(): TypedAction;
}

function ActionForm({ open, from, fixed, heading, begin }: ActionFormProps) {
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(actionDeclaration, from);
  const [values, setValues] = useState(begin);
  const { review } = open;
  const send = async () => {
    if (dueBeforeStart(values)) return;
    const id = await save({ ...fixed, ...keyed(values) });
    if (id !== null) void navigate({ to: `/reviews/${review.id}/actions/${id}`, replace: true });
  };
  return (
    <ReviewPartForm review={review} heading={heading} saving={saving} onSave={send}>
      <ActionFields open={open} values={values} onChange={(change) => setValues((now) => ({ ...now, ...change }))} />
    </ReviewPartForm>
  );
}
