import { IconArrowRightBar, IconCalendarPlus, IconClock, IconLanguage, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Course, course as courseDeclaration } from '../../../shared/domain/training/course.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { MovedOr } from '../../data/moves/moved-or.tsx';
import { useMoving } from '../../data/moves/use-moving.tsx';
import { catalogueQuery, recordQuery } from '../../data/record-queries.ts';
import { languageInfo, languages } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { PageBody } from '../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { CourseItems } from './assessment/course-items.tsx';
import { textOfCourse } from './course-title.ts';
import { CompetencyTags } from './frameworks/competency-tags.tsx';
import { CourseModules } from './modules/course-modules.tsx';
import { AskedBefore } from './prerequisites/asked-before.tsx';
import { SessionRows } from './session-list.tsx';
import { TaughtPlaybooks } from './taught-playbooks.tsx';
import css from './training.module.css';
import { TrainingNotHere } from './training-not-here.tsx';

/** One course: what it is for, what it teaches, when it was given. */
export function CourseScreen() {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const { courseId } = useParams({ strict: false }) as { courseId: string };
  const course = useQuery(recordQuery(courseDeclaration, courseId)).data;
  const title = course ? textOfCourse(course, 'title', language) : null;
  useScreenTitle(title?.text, t('rail.label'));
  if (course === undefined) return null;
  if (course === null || course.deleted) return <CourseNotHere id={courseId} isDeleted={course !== null} />;
  const mayEdit = may('edit', 'course', course.scope);
  const go = (path: string) => void navigate({ to: `/training/courses/${courseId}/${path}` });
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.courses'), path: '/training/courses' },
          { label: title?.text ?? t('course.untitled'), lang: title?.lang },
        ]}
      />
      <RecordHeader
        title={title?.text ?? t('course.untitled')}
        lang={title?.lang}
        tlp={course.marking}
        actions={
          <>
            <MoveCourse course={course} title={title?.text ?? t('course.untitled')} />
            {mayEdit && (
              <>
                <ActionButton size="medium" icon={IconPencil} onClick={() => go('edit')}>
                  {t('form.edit')}
                </ActionButton>
                <ActionButton size="medium" kind="primary" icon={IconCalendarPlus} onClick={() => go('session')}>
                  {t('session.new')}
                </ActionButton>
              </>
            )}
          </>
        }
      >
        {course.duration !== undefined && (
          <RecordFact icon={IconClock}>{t('course.hours', { count: course.duration })}</RecordFact>
        )}
        {course.language !== undefined && <RecordFact icon={IconLanguage}>{languageName(course.language)}</RecordFact>}
      </RecordHeader>
      <CourseBody course={course} />
    </>
  );
}

function CourseNotHere({ id, isDeleted }: { readonly id: string; readonly isDeleted: boolean }) {
  const { t } = useTranslation('training');
  const list = { label: t('rail.label'), path: '/training' };
  return (
    <MovedOr id={id} list={list} pathOf={(there) => `/training/courses/${there}`}>
      {isDeleted ? <TrainingNotHere cause="deleted" /> : <TrainingNotHere cause="away" what={t('course.gone')} />}
    </MovedOr>
  );
}

function MoveCourse({ course, title }: { readonly course: Course; readonly title: string }) {
  const { t } = useTranslation('data');
  const moving = useMoving({ id: course.id, type: 'course', scope: course.scope, title });
  if (moving.begin === null) return null;
  return (
    <>
      {moving.dialog}
      <ActionButton size="medium" kind="quiet" icon={IconArrowRightBar} mirrorIcon onClick={moving.begin}>
        {t('move.act')}
      </ActionButton>
    </>
  );
}

function CourseBody({ course }: { readonly course: Course }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const sessions = useQuery(catalogueQuery({ type: 'session', parent: course.id })).data ?? [];
  const aims = textOfCourse(course, 'aims', language);
  return (
    <PageBody>
      {aims && (
        <section>
          <SectionHead title={t('course.aims')} />
          <p className={css.prose} {...contentLanguage(aims.lang)}>
            {aims.text}
          </p>
        </section>
      )}
      {(course.competencies ?? []).length > 0 && (
        <section>
          <SectionHead title={t('course.competencies')} count={course.competencies?.length} />
          <CompetencyTags competencies={course.competencies ?? []} />
        </section>
      )}
      <AskedBefore course={course} />
      <CourseModules course={course} />
      <CourseItems course={course} />
      <TaughtPlaybooks ids={course.playbooks ?? []} />
      <section className={css.fill}>
        <SectionHead title={t('session.list')} count={sessions.length} />
        {sessions.length === 0 ? <p className={css.quiet}>{t('session.none')}</p> : <SessionRows sessions={sessions} />}
      </section>
    </PageBody>
  );
}

function languageName(tag: string): string {
  const known = languages.find(({ code }) => code === tag);
  return known === undefined ? tag : languageInfo(known.code).name;
}
