import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AssessmentItem, assessmentItem, scaleOf } from '../../../../shared/domain/assessment/assessment-item.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import type { Course } from '../../../../shared/domain/training/course.ts';
import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ListRow } from '../../../ui/list-row.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import css from '../training.module.css';
import { useCourseItems } from './use-course-items.ts';

/** What people of a course are assessed in, on its page ([AM1]). */
export function CourseItems({ course }: { readonly course: Course }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  const competencies = course.competencies ?? [];
  const items = useCourseItems(course.id, competencies) ?? [];
  const mayWrite = competencies.length > 0 && may('create', assessmentItem.type, course.scope);
  if (items.length === 0 && !mayWrite) return null;
  const go = (part: string) => void navigate({ to: `/training/courses/${course.id}/items/${part}` });
  return (
    <section>
      <SectionHead title={t('assessment.items')} count={items.length}>
        {mayWrite && (
          <ActionButton icon={IconPlus} onClick={() => go('new')}>
            {t('assessment.newItem')}
          </ActionButton>
        )}
      </SectionHead>
      {items.length === 0 ? (
        <p className={css.quiet}>{t('assessment.noItems')}</p>
      ) : (
        <Panel>
          {items.map((item) => (
            <ItemRow key={item.id} item={item} onOpen={mayWrite ? () => go(item.id) : undefined} />
          ))}
        </Panel>
      )}
    </section>
  );
}

function ItemRow({ item, onOpen }: { readonly item: AssessmentItem; readonly onOpen: (() => void) | undefined }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const nameOf = useCompetencyNames();
  const title = pickText(item.title, language, item.language);
  const { least, most } = scaleOf(item);
  return (
    <ListRow
      title={title?.text ?? t('assessment.untitled')}
      lang={title?.lang}
      sub={item.competency !== undefined && <CompetencyName words={item.competency} name={nameOf(item.competency)} />}
      end={t('assessment.enough', { value: least, most })}
      onOpen={onOpen}
    />
  );
}
