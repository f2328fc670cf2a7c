import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ReviewNotHere } from './review-not-here.tsx';
import { type OpenReview, useReview } from './use-review.ts';

/** What the form of a finding or an action is given; `fixed` is saved with what is typed. */
export interface PartFormProps<Typed> {
  readonly open: OpenReview;
  readonly from: RecordState | { readonly scope: string };
  readonly fixed: Readonly<Record<string, Json>>;
  readonly heading: string;
  begin(): Typed;
}

interface NotHere {
  readonly notHere: ReactElement | null;
}

/** The review of the address for a part that is not there yet, in which language it is written, and what the address gives for it. */
export function useNewPart():
  | NotHere
  | { readonly open: OpenReview; readonly language: string; given(key: string): string } {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { reviewId } = useParams({ strict: false }) as { reviewId: string };
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const open = useReview(reviewId);
  if (open === undefined) return { notHere: null };
  if (open === null) return { notHere: <ReviewNotHere cause="away" what={t('review.gone')} /> };
  const given = (key: string) => (typeof search[key] === 'string' ? (search[key] as string) : '');
  return { open, language: open.review.language ?? language, given };
}

/** The review of the address and a part of it that is there; `gone` is said of one that is not on this disk. */
export function useOpenPart<P extends { readonly id: string }>(
  id: string,
  partsOf: (open: OpenReview) => readonly P[],
  gone: string,
): NotHere | { readonly open: OpenReview; readonly part: P; readonly from: RecordState } {
  const { reviewId } = useParams({ strict: false }) as { reviewId: string };
  const open = useReview(reviewId);
  const state = useQuery(recordStateQuery(id)).data;
  if (open === undefined || state === undefined) return { notHere: null };
  if (open === null || state === null) return { notHere: <ReviewNotHere cause="away" what={gone} /> };
  const part = partsOf(open).find((each) => each.id === id);
  if (part === undefined) return { notHere: <ReviewNotHere cause="deleted" /> };
  return { open, part, from: state };
}
