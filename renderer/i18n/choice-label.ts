import type { TFunction } from 'i18next';

const labels: Readonly<Record<string, (t: TFunction<'records'>) => string>> = {
  draft: (t) => t('choice.draft'),
  'in-review': (t) => t('choice.inReview'),
  approved: (t) => t('choice.approved'),
  released: (t) => t('choice.released'),
  superseded: (t) => t('choice.superseded'),
  withdrawn: (t) => t('choice.withdrawn'),
  translated: (t) => t('choice.translated'),
  reviewed: (t) => t('choice.reviewed'),
  final: (t) => t('choice.final'),
  start: (t) => t('choice.start'),
  end: (t) => t('choice.end'),
  action: (t) => t('choice.action'),
  'playbook-action': (t) => t('choice.playbookAction'),
  parallel: (t) => t('choice.parallel'),
  'if-condition': (t) => t('choice.ifCondition'),
  'while-condition': (t) => t('choice.whileCondition'),
  'switch-condition': (t) => t('choice.switchCondition'),
};

/** One of a closed list, in words. A choice of a newer edition keeps its own. */
export function choiceLabel(t: TFunction<'records'>, value: string): string {
  return labels[value]?.(t) ?? value;
}
