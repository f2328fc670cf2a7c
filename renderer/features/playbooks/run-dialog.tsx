import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import type { Icon } from '../../ui/icon.ts';
import css from './run.module.css';

interface RunDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** On the button that writes it into the run. */
  readonly act: string;
  readonly icon: Icon;
  readonly mirrorIcon?: boolean;
  /** Something is still missing, or is being saved. */
  readonly disabled: boolean;
  onSend(): Promise<void>;
  onClose(): void;
}

/** Asks for what belongs to an entry of the run. */
export function RunDialog({ title, children, act, icon, mirrorIcon, disabled, onSend, onClose }: RunDialogProps) {
  const { t } = useTranslation('playbooks');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSend();
  };
  return (
    <Modal opened onClose={onClose} centered title={title} closeButtonProps={{ 'aria-label': t('run.cancel') }}>
      <form className={css.handOver} onSubmit={submit}>
        {children}
        <div className={css.dialogButtons}>
          <ActionButton size="field" onClick={onClose}>
            {t('run.cancel')}
          </ActionButton>
          <ActionButton
            kind="primary"
            size="field"
            type="submit"
            icon={icon}
            mirrorIcon={mirrorIcon === true}
            disabled={disabled}
          >
            {act}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
