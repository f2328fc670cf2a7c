import { useTranslation } from 'react-i18next';
import { linesOf } from '../../../../shared/domain/text-lines.ts';
import { useCourseOptions } from '../../../data/use-record-options.ts';
import { LinesField } from '../../../ui/form.tsx';
import { RecordsField } from '../../../ui/records-field.tsx';
import { FrameworkField } from '../frameworks/framework-field.tsx';

interface Asked {
  readonly requiredCourses: readonly string[];
  readonly requiredCompetencies: string;
}

interface PrerequisiteFieldsProps {
  readonly values: Asked & { readonly language: string };
  /** The course itself is no prerequisite of its own. */
  readonly own: string | null;
  onChange(change: Partial<Asked>): void;
}

/** What a course asks for before: other courses, and competencies in words ([PQ1]). */
export function PrerequisiteFields({ values, own, onChange }: PrerequisiteFieldsProps) {
  const { t } = useTranslation('training');
  const { find, optionOf } = useCourseOptions();
  return (
    <>
      <RecordsField
        label={t('before.courses')}
        hint={t('before.coursesHint')}
        gone={t('course.gone')}
        options={{ find: (typed) => find(typed).filter(({ id }) => id !== own), optionOf }}
        chosen={values.requiredCourses}
        onChange={(requiredCourses) => onChange({ requiredCourses })}
      />
      <LinesField
        label={t('before.competencies')}
        lang={values.language}
        lines={3}
        value={values.requiredCompetencies}
        onChange={(requiredCompetencies) => onChange({ requiredCompetencies })}
      />
      <FrameworkField
        label={t('before.take')}
        written={values.language}
        onTake={(name) =>
          onChange({ requiredCompetencies: [...linesOf(values.requiredCompetencies), name].join('\n') })
        }
      />
    </>
  );
}
