import { IconArrowBackUp, IconBolt, IconClockPause, IconMaximize, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inject } from '../../../../shared/domain/conduct/inject.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import type { Formatters } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import type { BoardRow } from './board-model.ts';
import { CardHead } from './card-head.tsx';
import type { Composing } from './conduct-screen.tsx';
import { DeedComposer } from './deed-composer.tsx';
import { InjectWhole } from './inject-whole.tsx';
import type { ConductActions } from './use-conduct.ts';

export interface InjectCardProps {
  readonly open: OpenExercise;
  readonly row: BoardRow;
  readonly format: Formatters;
  readonly actions: ConductActions;
  readonly mayAct: boolean;
  readonly composing: Composing;
  onCompose(composing: Composing): void;
  onFire(): Promise<void>;
  onSettled(): void;
}

/** The inject that is at hand: its words, what is expected, and the three things that are done with it. */
export function InjectCard(props: InjectCardProps) {
  const { t } = useTranslation('exercises');
  const { open, row, format, actions, mayAct, composing, onCompose, onSettled } = props;
  const { inject, standing } = row;
  const { language } = useLocale();
  const [isWhole, setWhole] = useState(false);
  const title = pickText(inject.title, language, inject.language);
  const takeBack = () => void actions.note(inject.id, { kind: 'taken-back' });
  const isDone = standing.state === 'fired' || standing.state === 'dropped';
  return (
    <section className={css.card} aria-label={t('board.atHand')}>
      <CardHead row={row} format={format} />
      <h2 className={css.cardTitle} {...contentLanguage(title?.lang)}>
        {title === null ? t('inject.untitled') : <PlainText text={title.text} lang={title.lang} />}
      </h2>
      <CardWords inject={inject} />
      {standing.apart.map((fact) => (
        <Banner key={fact.id} tone="due">
          {t('board.apart', {
            what: t(`deed.${fact.kind === 'fired' || fact.kind === 'deferred' ? fact.kind : 'dropped'}`),
            name: fact.by ?? '',
            time: format.timeWithSeconds(fact.at ?? 0),
          })}
        </Banner>
      ))}
      {composing !== null && mayAct && (
        <DeedComposer
          kind={composing}
          onCancel={() => onCompose(null)}
          onSave={async (deed) => {
            if (await actions.note(inject.id, deed)) onSettled();
          }}
        />
      )}
      <div className={css.buttons}>
        {composing === null && mayAct && <Deeds {...props} />}
        {composing === null && mayAct && isDone && (
          <ActionButton size="field" icon={IconArrowBackUp} mirrorIcon disabled={actions.saving} onClick={takeBack}>
            {t('board.takeBack')}
          </ActionButton>
        )}
        {composing === null && (
          <ActionButton size="field" kind="quiet" icon={IconMaximize} onClick={() => setWhole(true)}>
            {t('board.whole')}
          </ActionButton>
        )}
      </div>
      {isWhole && (
        <InjectWhole exercise={open.exercise} inject={inject} format={format} onClose={() => setWhole(false)} />
      )}
    </section>
  );
}

function Deeds({ row, actions, onCompose, onFire }: InjectCardProps) {
  const { t } = useTranslation('exercises');
  const { state } = row.standing;
  if (state === 'fired') return null;
  return (
    <>
      <ActionButton
        kind="primary"
        size="field"
        icon={IconBolt}
        keys="F"
        className={css.fire}
        disabled={actions.saving}
        onClick={() => void onFire()}
      >
        {state === 'dropped' ? t('board.fireAfterAll') : t('board.fire')}
      </ActionButton>
      {state !== 'dropped' && (
        <>
          <ActionButton size="field" icon={IconClockPause} keys="D" onClick={() => onCompose('defer')}>
            {t('board.defer')}
          </ActionButton>
          <ActionButton size="field" icon={IconX} keys="X" onClick={() => onCompose('drop')}>
            {t('board.drop')}
          </ActionButton>
        </>
      )}
    </>
  );
}

/** What is said, what is expected, and what whoever fires it should know. */
function CardWords({ inject }: { readonly inject: Inject }) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const parts = [
    ['message', t('inject.message')],
    ['expected', t('inject.expected')],
    ['instructions', t('inject.instructions')],
  ] as const;
  const shown = parts.flatMap(([field, label]) => {
    const text = pickText(inject[field], language, inject.language);
    return text === null ? [] : [{ field, label, ...text }];
  });
  if (shown.length === 0) return null;
  return (
    <dl className={css.words}>
      {shown.map(({ field, label, text, lang }) => (
        <div key={field}>
          <dt>{label}</dt>
          <dd {...contentLanguage(lang)}>
            <PlainText text={text} lang={lang} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
