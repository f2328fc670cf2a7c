import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import css from './kept-texts.module.css';
import type { Answer } from './use-answer.ts';

/** What was typed for a conflict and is kept: the text that is the answer now, those that were left for a side, and how each goes. */
export function KeptTexts({ answer, field }: { readonly answer: Answer; readonly field: string }) {
  const { t } = useTranslation('sync');
  const announce = useAnnounce();
  const language = splitFieldKey(field)[1] ?? undefined;
  if (answer.texts.length === 0) return null;
  // The one that stands in the field above is next to it.
  const order = answer.texts.map((_, at) => at).sort((a, b) => Number(b === answer.at) - Number(a === answer.at));
  const putAside = (at: number) => {
    answer.putAside(at);
    announce(t('typed.isAside'));
  };
  return (
    <ul className={css.list} aria-label={t('typed.label')}>
      {order.map((at) => (
        <li key={at} className={css.item}>
          {at === answer.at ? (
            <span className={css.says}>{t('typed.isKept')}</span>
          ) : (
            <>
              <bdi className={css.text} {...contentLanguage(language)}>
                {answer.texts[at]}
              </bdi>
              <ActionButton icon={IconArrowBackUp} mirrorIcon onClick={() => answer.takeUp(at)}>
                {t('typed.takeUp')}
              </ActionButton>
            </>
          )}
          <ActionButton kind="quiet" icon={IconX} onClick={() => putAside(at)}>
            {t('typed.putAside')}
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}
