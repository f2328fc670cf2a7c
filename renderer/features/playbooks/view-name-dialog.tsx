import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isNameTaken, type SavedView } from '../../data/saved-views.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import css from './library.module.css';

/** A name fits into the menu and is read at a glance. */
const longestName = 60;

export interface ViewNameDialogProps {
  readonly list: string;
  readonly views: readonly SavedView[];
  /** The view that gets another name; null: a new one. */
  readonly view: SavedView | null;
  onSave(name: string): void;
  onClose(): void;
}

/** Asks what a view is called. */
export function ViewNameDialog({ list, views, view, onSave, onClose }: ViewNameDialogProps) {
  const { t } = useTranslation('playbooks');
  const [name, setName] = useState(view?.name ?? '');
  const isTaken = isNameTaken(views, list, name, view?.name ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !isTaken) onSave(name.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={view === null ? t('library.views.title') : t('library.views.titleRename')}
      closeButtonProps={{ 'aria-label': t('library.views.keep') }}
    >
      <form className={css.dialog} onSubmit={submit}>
        <FormField
          label={t('library.views.name')}
          hint={t('library.views.nameHint')}
          problem={isTaken ? t('library.views.taken') : undefined}
          maxLength={longestName}
          required
          value={name}
          onChange={setName}
        />
        <div className={css.dialogButtons}>
          <ActionButton size="medium" onClick={onClose}>
            {t('library.views.keep')}
          </ActionButton>
          <ActionButton kind="primary" size="medium" type="submit" disabled={name.trim() === '' || isTaken}>
            {view === null ? t('library.views.title') : t('library.views.titleRename')}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
