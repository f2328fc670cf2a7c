import { IconPhoto } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import field from '../../ui/form-field.module.css';
import { iconStroke } from '../../ui/icon.ts';
import css from './run.module.css';
import type { Composing } from './run-screen.tsx';

export interface RunComposerProps {
  readonly kind: Exclude<Composing, null>;
  /** What a photo is called that waits for its words. */
  readonly photo?: string | undefined;
  onSave(text: string): Promise<void>;
  onCancel(): void;
}

/** A few words: a note, why a step is skipped, what a photo shows, which may stay unsaid. Ctrl+Enter saves, Escape closes. */
export function RunComposer({ kind, photo, onSave, onCancel }: RunComposerProps) {
  const { t } = useTranslation('playbooks');
  const id = useId();
  const [text, setText] = useState('');
  const isReady = kind === 'photo' || text.trim() !== '';
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (isReady) void onSave(text.trim());
  };
  const words = useComposerWords(kind);
  return (
    <form className={css.composer} onSubmit={save}>
      <label htmlFor={id}>{words.label}</label>
      {photo !== undefined && (
        <p className={css.photoName}>
          <IconPhoto size={18} stroke={iconStroke} aria-hidden="true" />
          <bdi>{photo}</bdi>
        </p>
      )}
      <textarea
        id={id}
        className={field.typed}
        dir="auto"
        rows={3}
        maxLength={20_000}
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write
        autoFocus
        placeholder={words.hint}
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
        <ActionButton kind="primary" size="field" type="submit" disabled={!isReady}>
          {words.save}
        </ActionButton>
      </div>
    </form>
  );
}

function useComposerWords(kind: RunComposerProps['kind']) {
  const { t } = useTranslation('playbooks');
  switch (kind) {
    case 'skip':
      return { label: t('run.reason'), hint: t('run.reasonHint'), save: t('run.skip') };
    case 'photo':
      return { label: t('run.photoWhat'), hint: t('run.noteHint'), save: t('run.photoSave') };
    case 'note':
      return { label: t('run.note'), hint: t('run.noteHint'), save: t('run.save') };
  }
}
