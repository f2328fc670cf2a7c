import { useTranslation } from 'react-i18next';
import { useSearchFilling } from '../data/search/use-search.ts';
import { longWork, type OwnWork, useLongActivity } from './use-long-activity.ts';

/** Shows in the tray that the library is read for the search, when that takes its time. */
export function SearchActivity() {
  const { t } = useTranslation('app');
  const filling = useSearchFilling();
  useLongActivity(workOf(), { name: t('tray.index'), after: longWork });
  return null;

  function workOf(): OwnWork {
    switch (filling.kind) {
      case 'running':
        return { kind: 'running', done: filling.read, total: filling.total };
      case 'done':
        return { kind: 'over', state: 'done', note: t('tray.indexed'), path: '/search' };
      case 'failed':
        return { kind: 'over', state: 'failed', note: t('tray.indexFailed') };
    }
  }
}
