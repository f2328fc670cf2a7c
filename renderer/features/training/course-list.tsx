import { IconPlus, IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { titleOfEntry } from './course-title.ts';
import { SaveCourses } from './lists/save-courses.tsx';
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
      <PageBody>
        <ListHead
          title={t('tabs.courses')}
          end={
            rows.length > 0 && <CourseActs courses={rows.map(({ entry }) => entry)} onAdd={mayAdd ? add : undefined} />
          }
        >
          <TrainingTabs at="courses" />
        </ListHead>
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
      </PageBody>
    </>
  );
}

interface CourseActsProps {
  readonly courses: readonly CatalogueEntry[];
  /** Absent for who may not. */
  readonly onAdd: (() => void) | undefined;
}

function CourseActs({ courses, onAdd }: CourseActsProps) {
  const { t } = useTranslation('training');
  return (
    <>
      <SaveCourses courses={courses} />
      {onAdd && (
        <ActionButton kind="primary" icon={IconPlus} onClick={onAdd}>
          {t('course.new')}
        </ActionButton>
      )}
    </>
  );
}
