import type { TFunction } from 'i18next';
import type { WhyKept } from '../../../shared/domain/retention/plan-retention.ts';
import type { Rule } from '../../../shared/domain/retention/retention-rule.ts';
import type { RuleState } from '../../../shared/domain/retention/rule-standing.ts';
import type { TagTone } from '../../ui/tag.tsx';

type Words = TFunction<'governance'>;

/** How a rule stands. */
export function ruleStateWord(t: Words, state: RuleState): string {
  return t(`ruleState.${state}`);
}

export const ruleTones: Readonly<Record<RuleState, TagTone>> = {
  proposed: 'due',
  'in-force': 'ok',
  replaced: 'quiet',
  ended: 'quiet',
};

/** What is done with records of a rule, after so many months. */
export function actionWord(t: Words, { action, months }: Pick<Rule, 'action' | 'months'>): string {
  return action === 'remove'
    ? t('retention.removeAfter', { count: months })
    : t('retention.namesAfter', { count: months });
}

/** Why a record that is old enough stays. */
export function keptWord(t: Words, why: WhyKept): string {
  return t(`kept.${why}`);
}
