import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import css from './run.module.css';

export interface RunComposerProps {
  readonly kind: 'note' | 'skip';
  onSave(text: string): Promise<void>;
  onCancel(): void;
}

/** A few words: a note, or why a step is skipped. Ctrl+Enter saves, Escape closes. */
export function RunComposer({ kind, onSave, onCancel }: RunComposerProps) {
  const { t } = useTranslation('playbooks');
  const id = useId();
  const [text, setText] = useState('');
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() !== '') void onSave(text.trim());
  };
  return (
    <form className={css.composer} onSubmit={save}>
      <label htmlFor={id}>{kind === 'skip' ? t('run.reason') : t('run.note')}</label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        maxLength={20_000}
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write
        autoFocus
        placeholder={kind === 'skip' ? t('run.reasonHint') : t('run.noteHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      <div className={css.composerButtons}>
        <ActionButton size="field" onClick={onCancel}>
          {t('run.cancel')}
        </ActionButton>
        <ActionButton kind="primary" size="field" type="submit" disabled={text.trim() === ''}>
          {kind === 'skip' ? t('run.skip') : t('run.save')}
        </ActionButton>
      </div>
    </form>
  );
}
