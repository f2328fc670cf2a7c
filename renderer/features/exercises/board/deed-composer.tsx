import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InjectDeed } from '../../../../shared/domain/conduct/conduct-commands.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import field from '../../../ui/form-field.module.css';
import css from './board.module.css';

interface DeedComposerProps {
  readonly kind: 'defer' | 'drop';
  onSave(deed: InjectDeed): Promise<void>;
  onCancel(): void;
}

const delays = [5, 10, 15, 30, 60] as const;

/** Until when, and why: Enter saves, Escape closes. To drop one takes a reason; to defer it may have one. */
export function DeedComposer({ kind, onSave, onCancel }: DeedComposerProps) {
  const { t } = useTranslation('exercises');
  const id = useId();
  const [text, setText] = useState('');
  const [minutes, setMinutes] = useState<number>(10);
  const why = text.trim();
  const isReady = kind === 'defer' || why !== '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const until = Math.round((Date.now() + minutes * 60_000) / 1_000) * 1_000;
    void onSave(kind === 'drop' ? { kind: 'dropped', text: why } : { kind: 'deferred', until, text: why || undefined });
  };
  return (
    <form className={css.composer} onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      {kind === 'defer' && (
        <fieldset className={css.delays}>
          <legend>{t('board.deferBy')}</legend>
          {delays.map((each) => (
            <label key={each} className={css.delay}>
              <input
                type="radio"
                name={id}
                checked={minutes === each}
                // biome-ignore lint/a11y/noAutofocus: the person just asked for it
                autoFocus={each === 10}
                onChange={() => setMinutes(each)}
              />
              {t('time.minutes', { count: each })}
            </label>
          ))}
        </fieldset>
      )}
      <label htmlFor={id}>{kind === 'drop' ? t('board.whyDrop') : t('board.whyDefer')}</label>
      <input
        id={id}
        className={`${field.typed} ${css.input}`}
        dir="auto"
        maxLength={2_000}
        // biome-ignore lint/a11y/noAutofocus: the person just asked for it
        autoFocus={kind === 'drop'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={css.buttons}>
        <ActionButton size="field" onClick={onCancel}>
          {t('board.cancel')}
        </ActionButton>
        <ActionButton kind="primary" size="field" type="submit" disabled={!isReady}>
          {kind === 'drop' ? t('board.drop') : t('board.defer')}
        </ActionButton>
      </div>
    </form>
  );
}
