import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../../shared/domain/adaptation/rebase.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { Blade } from '../../../ui/blade.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import type { OpenPlaybook } from '../use-playbook.ts';
import css from './layer.module.css';
import { kindWord, reasonSentence } from './layer-words.ts';

interface DecisionListProps {
  readonly open: OpenPlaybook;
  readonly decisions: readonly Decision[];
  readonly current: Decision;
  onChoose(piece: string): void;
}

/** What waits: the step, what the piece is, and why it waits. */
export function DecisionList({ open, decisions, current, onChoose }: DecisionListProps) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  return (
    <nav className={css.toDecide} aria-label={t('layer.toDecideTitle')}>
      <h2>
        {t('layer.toDecideTitle')} <span>{decisions.length}</span>
      </h2>
      <ul>
        {decisions.map((decision) => {
          const { piece } = decision;
          const name = stepName(decision, language, open.playbook.language);
          return (
            <li key={piece.id}>
              <button type="button" aria-current={decision === current} onClick={() => onChoose(piece.id)}>
                <Blade tone={decision === current ? 'now' : 'plain'}>
                  {open.steps.numberOf.get(piece.step) ?? '–'}
                </Blade>
                <span className={css.listed}>
                  <b {...contentLanguage(name?.lang)}>{name?.text ?? t('reader.unnamed')}</b>
                  <span>{kindWord(t, piece)}</span>
                  <span>{reasonSentence(t, decision)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The name of the step as it is now, or as it was when it was still there. */
export function stepName(
  { step, piece }: Pick<Decision, 'step' | 'piece'>,
  lang: string,
  original: string | undefined,
) {
  return pickText(step?.texts.name ?? piece.base?.name ?? {}, lang, original);
}
