import { IconAlertCircle, IconAlertTriangle, IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EditorProblem } from '../../../shared/domain/workflow/workflow-problems.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { PartEdge } from '../../ui/part-edge.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { usePart } from '../../ui/use-part.ts';
import css from './editor.module.css';
import type { StepsModel } from './steps-model.ts';
import { useProblemWords } from './use-problem-words.ts';

interface EditorProblemsProps {
  readonly problems: readonly EditorProblem[];
  readonly steps: StepsModel;
  onOpen(problem: EditorProblem): void;
  onNext(): void;
}

/** What is still to be settled, found while one types; a press leads to its place. */
export function EditorProblems({ problems, steps, onOpen, onNext }: EditorProblemsProps) {
  const { t } = useTranslation('playbooks');
  const words = useProblemWords(steps);
  const ordered = [...problems].sort((a, b) => Number(a.weight === 'should') - Number(b.weight === 'should'));
  const part = usePart(ordered.length, 0);
  return (
    <section className={css.problems} aria-label={t('editor.problems')}>
      <SectionHead title={t('editor.problems')} count={problems.length} meta={t('editor.problemsWhy')}>
        {problems.length > 0 && (
          <ActionButton kind="quiet" keys="F8" onClick={onNext}>
            {t('editor.nextProblem')}
          </ActionButton>
        )}
      </SectionHead>
      {problems.length === 0 ? (
        <p className={css.clear}>
          <IconCircleCheck size={17} stroke={iconStroke} aria-hidden="true" />
          {t('editor.noProblems')}
        </p>
      ) : (
        <ul className={css.problemList}>
          {ordered.slice(0, part.to).map((problem) => (
            <li
              key={`${problem.kind}/${problem.step ?? ''}/${problem.field ?? ''}/${problem.detail ?? problem.edge ?? ''}`}
            >
              <button type="button" className={css.problem} onClick={() => onOpen(problem)}>
                <ProblemIcon weight={problem.weight} />
                <span className={css.problemText}>{words(problem)}</span>
                <span className={problem.weight === 'must' ? css.must : css.should}>
                  {problem.weight === 'must' ? t('editor.must') : t('editor.should')}
                </span>
                <IconChevronRight size={15} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
              </button>
            </li>
          ))}
          <PartEdge part={part} count={ordered.length} direction={1} />
        </ul>
      )}
    </section>
  );
}

/** The word beside it says the same. */
export function ProblemIcon({ weight }: Pick<EditorProblem, 'weight'>) {
  return weight === 'must' ? (
    <IconAlertCircle size={17} stroke={1.9} className={css.must ?? ''} aria-hidden="true" />
  ) : (
    <IconAlertTriangle size={17} stroke={1.9} className={css.should ?? ''} aria-hidden="true" />
  );
}
