import type { TFunction } from 'i18next';
import type { StepKind } from '../../../shared/domain/step.ts';

type Words = TFunction<'playbooks'>;

/** A choice in words: yes and no of a condition, again and go on of a loop, the label of a case as it came. */
export function choiceWord(t: Words, choice: string, kind?: StepKind): string {
  switch (choice) {
    case 'true':
      return kind === 'while-condition' ? t('run.while') : t('run.yes');
    case 'false':
      return kind === 'while-condition' ? t('run.whileNo') : t('run.no');
    case 'success':
      return t('run.success');
    case 'failure':
      return t('run.failure');
    default:
      return choice;
  }
}
