import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../../shared/domain/localised.ts';
import { inOrder } from '../../../../shared/domain/order-keys.ts';
import type { Course } from '../../../../shared/domain/training/course.ts';
import { type CourseModule, courseModule } from '../../../../shared/domain/training/course-module.ts';
import { FilesPanel } from '../../../data/attachments/files-panel.tsx';
import { useProfile } from '../../../data/engine-context.tsx';
import { childrenQuery } from '../../../data/record-queries.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import css from '../training.module.css';

/** The modules of a course in their order, each with its materials ([MD1]). */
export function CourseModules({ course }: { readonly course: Course }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  const modules = useQuery(childrenQuery(courseModule, course.id)).data;
  const mayAdd = may('create', courseModule.type, course.scope);
  const mayEdit = may('edit', courseModule.type, course.scope);
  if (modules === undefined || (modules.length === 0 && !mayAdd)) return null;
  const go = (part: string) => void navigate({ to: `/training/courses/${course.id}/modules/${part}` });
  return (
    <section>
      <SectionHead title={t('module.list')} count={modules.length}>
        {mayAdd && (
          <ActionButton icon={IconPlus} onClick={() => go('new')}>
            {t('module.new')}
          </ActionButton>
        )}
      </SectionHead>
      {modules.length === 0 && <p className={css.quiet}>{t('module.none')}</p>}
      {inOrder(modules).map((module, place) => (
        <Module key={module.id} module={module} number={place + 1} onEdit={mayEdit ? () => go(module.id) : undefined} />
      ))}
    </section>
  );
}

interface ModuleProps {
  readonly module: CourseModule;
  readonly number: number;
  readonly onEdit: (() => void) | undefined;
}

function Module({ module, number, onEdit }: ModuleProps) {
  const { t } = useTranslation('training');
  const { language, format } = useLocale();
  const title = pickText(module.title, language, module.language);
  const text = pickText(module.text, language, module.language);
  const name = title?.text ?? t('module.untitled');
  return (
    <div className={css.module}>
      <div className={css.moduleHead}>
        <h3>
          {format.number(number)}. <bdi {...(title === null ? {} : contentLanguage(title.lang))}>{name}</bdi>
        </h3>
        {module.hours !== undefined && <span className={css.quiet}>{t('course.hours', { count: module.hours })}</span>}
        {onEdit && (
          <ActionButton kind="quiet" icon={IconPencil} aria-label={t('module.editNamed', { name })} onClick={onEdit}>
            {t('form.edit')}
          </ActionButton>
        )}
      </div>
      {text && (
        <p className={css.prose} {...contentLanguage(text.lang)}>
          {text.text}
        </p>
      )}
      <FilesPanel
        owner={module}
        level={3}
        materials={{ title: t('module.materials'), label: t('module.materialsOf', { name }) }}
      />
    </div>
  );
}
