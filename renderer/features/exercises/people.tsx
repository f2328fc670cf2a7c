import { useTranslation } from 'react-i18next';
import { exerciseRoles, peopleByRole } from '../../../shared/domain/conduct/exercise-part.ts';
import type { Exercise } from '../../../shared/domain/exercise.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { exercisePeopleCount } from './exercise-rows.ts';
import { roleWord } from './exercise-words.ts';
import css from './exercises.module.css';

/** Who does what in an exercise. */
export function People({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useTranslation('exercises');
  const people = peopleByRole(exercise);
  const roles = exerciseRoles.filter((role) => people[role].length > 0);
  if (roles.length === 0) return null;
  return (
    <section>
      <SectionHead title={t('people.title')} count={exercisePeopleCount(people)} />
      <dl className={css.people}>
        {roles.map((role) => (
          <div key={role}>
            <dt>{roleWord(t, role)}</dt>
            {people[role].map((name) => (
              <dd key={name}>
                <bdi>{name}</bdi>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
