import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValuesOf } from '../../../shared/domain/declare-record.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import type { review as reviewDeclaration } from '../../../shared/domain/review/review.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RecordForm } from '../../ui/form.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';

interface ReviewPartFormProps {
  readonly review: { readonly id: string } & Pick<ValuesOf<typeof reviewDeclaration>, 'title' | 'language'>;
  readonly heading: string;
  readonly saving: boolean;
  onSave(): Promise<void>;
  readonly children: ReactNode;
}

/** The form of what belongs to a review, under the way back to it. */
export function ReviewPartForm({ review, heading, saving, onSave, children }: ReviewPartFormProps) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const title = pickText(review.title, language, review.language);
  useScreenTitle(heading, title?.text, t('rail.label'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/reviews' },
          { label: title?.text ?? t('review.untitled'), lang: title?.lang, path: `/reviews/${review.id}` },
          { label: heading },
        ]}
      />
      <RecordForm heading={heading} saving={saving} onSave={onSave}>
        {children}
      </RecordForm>
    </>
  );
}
