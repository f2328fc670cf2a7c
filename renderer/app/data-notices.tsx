import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataNotice, dataNotices, dismissNotice } from '../data/data-notice-store.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import css from './data-notices.module.css';

/** What the data layer has to say, over every screen until somebody has read it. */
export function DataNotices() {
  const notices = useSyncExternalStore(dataNotices.subscribe, dataNotices.get);
  if (notices.length === 0) return null;
  return (
    <div className={css.notices}>
      {notices.map((notice) => (
        <NoticeBanner key={notice.kind} notice={notice} />
      ))}
    </div>
  );
}

function NoticeBanner({ notice }: { readonly notice: DataNotice }) {
  const { t } = useTranslation('app');
  const { format } = useLocale();
  const failureText = useFailureText();
  const dismiss = <ActionButton onClick={() => dismissNotice(notice.kind)}>{t('notices.dismiss')}</ActionButton>;
  switch (notice.kind) {
    case 'save-failed':
      return (
        <Banner tone="bad" isNews title={t('notices.saveFailed')} action={dismiss}>
          {failureText(notice.failure)}
        </Banner>
      );
    case 'store-rebuilt':
      return (
        <Banner tone="info" isNews title={t('notices.rebuilt.title')} action={dismiss}>
          {t('notices.rebuilt.text', { count: notice.operations })}
        </Banner>
      );
    case 'journal-cut':
      return (
        <Banner tone="due" isNews title={t('notices.journalCut.title')} action={dismiss}>
          {t('notices.journalCut.text', { size: format.bytes(notice.bytes) })}
        </Banner>
      );
  }
}
