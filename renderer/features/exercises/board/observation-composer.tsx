import { IconCamera, IconPhoto } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Photo } from '../../../data/attachments/use-photos.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import field from '../../../ui/form-field.module.css';
import { iconStroke } from '../../../ui/icon.ts';
import { ObjectiveField } from '../event-list/inject-fields.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import type { ConductActions } from './use-conduct.ts';

interface ObservationComposerProps {
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  readonly photos: readonly Photo[];
  onPhoto(): Promise<void>;
  onClose(): void;
}

/** What somebody sees, in their language. Ctrl+Enter saves, Escape closes; a photo alone is an observation too. */
export function ObservationComposer({ open, actions, photos, onPhoto, onClose }: ObservationComposerProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const id = useId();
  const [text, setText] = useState('');
  const [objective, setObjective] = useState('');
  const isReady = (text.trim() !== '' || photos.length > 0) && !actions.saving;
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady) return;
    if (await actions.observe({ text: text.trim(), language, objective, inject: null, photos })) onClose();
  };
  return (
    <form className={css.composer} onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>{t('observation.text')}</label>
      <textarea
        id={id}
        className={`${field.typed} ${css.input}`}
        dir="auto"
        rows={3}
        maxLength={20_000}
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      {open.objectives.length > 0 && (
        <ObjectiveField objectives={open.objectives} value={objective} onChange={setObjective} />
      )}
      {photos.length > 0 && (
        <ul className={css.photos}>
          {photos.map(({ name }) => (
            <li key={name}>
              <IconPhoto size={16} stroke={iconStroke} aria-hidden="true" />
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div className={css.buttons}>
        <ActionButton size="field" kind="quiet" icon={IconCamera} onClick={() => void onPhoto()}>
          {t('observation.photo')}
        </ActionButton>
        <ActionButton size="field" onClick={onClose}>
          {t('board.cancel')}
        </ActionButton>
        <ActionButton kind="primary" size="field" type="submit" disabled={!isReady}>
          {t('observation.save')}
        </ActionButton>
      </div>
    </form>
  );
}
