import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../i18n/failure-text.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { iconStroke } from '../ui/icon.ts';
import { type DataNotice, dataNotices, dismissNotice } from './data-notice-store.ts';
import css from './data-notices.module.css';
import './words.ts';

/** Over every screen: what happened to the data on this laptop, in words, until the person puts it aside. */
export function DataNotices() {
  const { t } = useTranslation('data');
  const notices = useSyncExternalStore(dataNotices.subscribe, dataNotices.get);
  const words = useNoticeWords();
  if (notices.length === 0) return null;
  return (
    <section aria-label={t('notices')} className={css.notices}>
      {notices.map((notice) => {
        const isBad = notice.kind !== 'store-rebuilt';
        const Icon = isBad ? IconAlertTriangle : IconInfoCircle;
        return (
          <div key={notice.kind} role={isBad ? 'alert' : 'status'} className={isBad ? css.bad : css.notice}>
            <Icon size={18} stroke={iconStroke} aria-hidden="true" className={css.icon} />
            <p className={css.words}>{words(notice)}</p>
            <ActionButton kind="quiet" onClick={() => dismissNotice(notice.kind)}>
              {t('dismiss')}
            </ActionButton>
          </div>
        );
      })}
    </section>
  );
}

function useNoticeWords(): (notice: DataNotice) => string {
  const { t } = useTranslation('data');
  const failureText = useFailureText();
  return (notice) => {
    switch (notice.kind) {
      case 'save-failed':
        return failureText(notice.failure);
      case 'store-rebuilt':
        return t('rebuilt', { count: notice.operations });
      case 'journal-damaged':
        return t('damaged');
    }
  };
}
