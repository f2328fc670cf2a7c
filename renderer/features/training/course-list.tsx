import { IconPlus, IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { titleOfEntry } from './course-title.ts';
import { SaveCourses } from './lists/save-courses.tsx';
import css from './training.module.css';
import { TrainingTabs } from './training-tabs.tsx';
import { useTrainingScope } from './use-may-train.ts';

/** Every course on this laptop. */
export function CourseList() {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const navigate = useNavigate();
  const mayAdd = useTrainingScope() !== null;
  const { data } = useQuery(catalogueQuery({ type: 'course' }));
  const rows = useMemo(
    () =>
      (data ?? [])
        .map((entry) => ({ entry, title: titleOfEntry(entry, language) }))
        .sort((a, b) => format.compare(a.title?.text ?? '', b.title?.text ?? '')),
    [data, language, format],
  );
  const add = () => void navigate({ to: '/training/courses/new' });
  useScreenTitle(t('tabs.courses'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }, { label: t('tabs.courses') }]} />
      <div className={css.body}>
        <div className={css.head}>
          <ScreenHeading>{t('tabs.courses')}</ScreenHeading>
          <TrainingTabs at="courses" />
          {rows.length > 0 && (
            <div className={css.acts}>
              <SaveCourses courses={rows.map(({ entry }) => entry)} />
              {mayAdd && (
                <ActionButton kind="primary" icon={IconPlus} onClick={add}>
                  {t('course.new')}
                </ActionButton>
              )}
            </div>
          )}
        </div>
        {data?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconSchool}
            title={t('course.none')}
            action={mayAdd ? { label: t('course.new'), onClick: add } : undefined}
          >
            {t('course.noneWhy')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <VirtualList
            label={t('tabs.courses')}
            items={rows}
            keyOf={({ entry }) => entry.id}
            rowHeight={48}
            onOpen={({ entry }) =>
              void navigate({ to: '/training/courses/$courseId', params: { courseId: entry.id } as never })
            }
            renderRow={({ entry, title }) => {
              const { reference, duration } = entry.values;
              return (
                <RowContent
                  reference={typeof reference === 'string' ? reference : undefined}
                  title={title?.text ?? t('course.untitled')}
                  lang={title?.lang}
                  end={typeof duration === 'number' ? t('course.hours', { count: duration }) : undefined}
                />
              );
            }}
          />
        )}
      </div>
    </>
  );
}
