import { useTranslation } from 'react-i18next';
import type { EditorProblem } from '../../../shared/domain/workflow/workflow-problems.ts';
import type { StepsModel } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';

/** What stands against the playbook, in one sentence that names its step. */
export function useProblemWords(steps: StepsModel): (problem: EditorProblem) => string {
  const { t } = useTranslation('playbooks');
  const edgeWord = useEdgeWords();
  return (problem) => {
    const number = problem.step === null ? undefined : steps.numberOf.get(problem.step);
    const what = t(`editor.problem.${problem.kind}`, {
      edge: problem.edge === null ? '' : edgeWord({ kind: problem.edge, label: null }),
      detail: problem.detail ?? '',
    });
    return number === undefined ? what : t('editor.problemOfStep', { number, what });
  };
}
