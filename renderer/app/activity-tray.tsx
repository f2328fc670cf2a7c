import { Popover } from '@mantine/core';
import { IconLayoutBottombar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { useActivities, useActivityStore } from '../ui/activities.ts';
import { ActivityItem } from '../ui/activity-item.tsx';
import { isUnderWay } from '../ui/activity-store.ts';
import { iconStroke } from '../ui/icon.ts';
import css from './activity-tray.module.css';
import { useShellData } from './shell-data.ts';
import { UndoList } from './undo-list.tsx';

/** Long work, with a count, a rate and a stop; what was done last, to be undone. Absent while there is neither. */
export function ActivityTray() {
  const { t } = useTranslation('app');
  const activities = useActivities();
  const store = useActivityStore();
  const { actions } = useShellData().useUndo();
  if (activities.length === 0 && actions.length === 0) return null;
  const running = activities.filter(isUnderWay).length;
  return (
    <Popover position="bottom-end" shadow="md" radius={10} trapFocus>
      <Popover.Target>
        <button type="button" className={css.button}>
          <IconLayoutBottombar size={17} stroke={iconStroke} aria-hidden="true" />
          {running > 0 ? t('tray.running', { count: running }) : t('tray.title')}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} className={css.tray} aria-label={t('tray.title')}>
        {activities.map((activity) => (
          <ActivityItem key={activity.id} activity={activity} onStop={() => store.stop(activity.id)} />
        ))}
        {running < activities.length && (
          <div className={css.foot}>
            <ActionButton kind="quiet" onClick={store.clearFinished}>
              {t('tray.clear')}
            </ActionButton>
          </div>
        )}
        {actions.length > 0 && <UndoList />}
      </Popover.Dropdown>
    </Popover>
  );
}
