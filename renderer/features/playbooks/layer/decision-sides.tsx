import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { coreTextsAt } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CorePlaybook } from '../../../../shared/domain/adaptation/core-playbook.ts';
import type { Decision } from '../../../../shared/domain/adaptation/rebase.ts';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { WordDiff } from '../../../ui/word-diff.tsx';
import css from './layer.module.css';
import { editionWord, laterEditionWord } from './layer-words.ts';

interface DecisionSidesProps {
  readonly core: CorePlaybook;
  readonly decision: Decision;
  readonly lang: string;
  readonly centre: string;
}

/** The core before, the core now, ours: in one language, with what each changed. */
export function DecisionSides({ core, decision, lang, centre }: DecisionSidesProps) {
  const { t } = useTranslation('playbooks');
  const { piece, step, reason, others } = decision;
  const before = piece.base?.texts[lang] ?? '';
  const now = step === null ? null : (coreTextsAt(step, piece)[lang] ?? '');
  const ours = piece.description[lang] || piece.name[lang] || '';
  const isReplacing = piece.kind === 'replacement';
  const other = others[0]?.description[lang];
  return (
    <div className={css.sides}>
      <Side tone="base" title={t('layer.side.before', { core: editionWord(t, piece.base?.number) })} lang={lang}>
        {before === '' ? <Nothing text={t('layer.side.nothing')} /> : <PlainText text={before} lang={lang} />}
      </Side>
      {reason === 'overlap' && other !== undefined ? (
        <Side tone="now" title={t('layer.side.other')} lang={lang}>
          <WordDiff before={before} after={other} lang={lang} />
        </Side>
      ) : (
        <Side
          tone="now"
          title={t('layer.side.now', { core: laterEditionWord(t, core.edition.number, piece.base?.number) })}
          lang={lang}
        >
          {now === null ? (
            <Nothing text={t('layer.side.stepGone')} />
          ) : now === '' && before === '' ? (
            <Nothing text={t('layer.side.nothing')} />
          ) : (
            <WordDiff before={before} after={now} lang={lang} />
          )}
        </Side>
      )}
      <Side tone="ours" title={t('layer.side.ours', { centre })} lang={lang}>
        {ours === '' ? (
          <Nothing text={t('layer.side.otherLanguages')} />
        ) : isReplacing ? (
          <WordDiff before={before} after={ours} lang={lang} tone="theirs" />
        ) : (
          <PlainText text={ours} lang={lang} />
        )}
      </Side>
    </div>
  );
}

interface SideProps {
  readonly tone: 'base' | 'now' | 'ours';
  readonly title: string;
  readonly lang: string;
  readonly children: ReactNode;
}

function Side({ tone, title, lang, children }: SideProps) {
  return (
    <section className={`${css.side} ${css[tone]}`} aria-label={title}>
      <h3>{title}</h3>
      <div {...contentLanguage(lang)}>{children}</div>
    </section>
  );
}

/** In the language of the screen, whatever language the texts are in. */
function Nothing({ text }: { readonly text: string }) {
  const { i18n } = useTranslation();
  return (
    <span className={css.nothing} {...contentLanguage(i18n.language)}>
      {text}
    </span>
  );
}
