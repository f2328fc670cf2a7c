import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoAction } from '../../shared/domain/undo-stack.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { iconStroke } from '../ui/icon.ts';
import { type DataNotice, dataNotices, dismissNotice } from './data-notice-store.ts';
import css from './data-notices.module.css';
import { useActionWords } from './undo-words.ts';
import { useUndo } from './use-undo.ts';
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
        const isBad = badKinds.has(notice.kind);
        const Icon = isBad ? IconAlertTriangle : IconInfoCircle;
        return (
          <div key={notice.kind} role={isBad ? 'alert' : 'status'} className={isBad ? css.bad : css.notice}>
            <Icon size={18} stroke={iconStroke} aria-hidden="true" className={css.icon} />
            <p className={css.words}>{words(notice)}</p>
            {notice.kind === 'can-undo' && <UndoButton action={notice.action} />}
            <ActionButton kind="quiet" onClick={() => dismissNotice(notice.kind)}>
              {t('dismiss')}
            </ActionButton>
          </div>
        );
      })}
    </section>
  );
}

const badKinds: ReadonlySet<DataNotice['kind']> = new Set(['save-failed', 'journal-damaged', 'undo-refused']);

function UndoButton({ action }: { readonly action: UndoAction }) {
  const { t } = useTranslation('data');
  const { undo } = useUndo();
  return (
    <ActionButton keys={t('undo.keys')} aria-keyshortcuts="Control+Z Meta+Z" onClick={() => void undo(action)}>
      {t('undo.act')}
    </ActionButton>
  );
}

function useNoticeWords(): (notice: DataNotice) => string {
  const { t } = useTranslation('data');
  const failureText = useFailureText();
  const actionWords = useActionWords();
  return (notice) => {
    switch (notice.kind) {
      case 'save-failed':
        return failureText(notice.failure);
      case 'store-rebuilt':
        return t('rebuilt', { count: notice.operations });
      case 'journal-damaged':
        return t('damaged');
      case 'can-undo':
        if (notice.action.kind === 'move') return t('undo.moved');
        return notice.action.kind === 'delete' ? t('undo.deleted') : t('undo.settled');
      case 'undone': {
        const what = actionWords(notice.action, notice.name);
        return notice.isAgain ? t('undo.again', { what }) : t('undo.done', { what });
      }
      case 'undo-refused':
        return failureText(notice.failure);
      case 'undo-fixed':
        return notice.why === 'append-only' ? t('undo.appendOnly') : t('undo.notAllowed');
    }
  };
}
