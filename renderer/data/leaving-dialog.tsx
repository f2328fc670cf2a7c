import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TlpLevel } from '../../shared/domain/tlp.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import { TlpChip } from '../ui/tlp-chip.tsx';
import css from './save-list.module.css';
import './words.ts';

export interface LeavingForm {
  readonly label: string;
  save(): Promise<void>;
}

export interface LeavingDialogProps {
  /** How many people the file names; null where nobody looked inside. */
  readonly people: number | null;
  /** The strictest mark of what is in it; null where nothing carries one, undefined where what is said of it speaks of marks. */
  readonly marking: TlpLevel | null | undefined;
  /** The forms it is written in; none while there is nothing to write. The last one is what most people want. */
  readonly forms: readonly LeavingForm[];
  /** What is in it, and what there is to choose. */
  readonly children: ReactNode;
  onClose(): void;
}

/** Says what leaves this laptop in a file before it is written, and writes it. */
export function LeavingDialog({ people, marking, forms, children, onClose }: LeavingDialogProps) {
  const { t } = useTranslation('data');
  const [isSaving, setSaving] = useState(false);
  const write = async ({ save }: LeavingForm) => {
    setSaving(true);
    await save().finally(() => setSaving(false));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="lg"
      title={t('saveList.title')}
      closeButtonProps={{ 'aria-label': t('saveList.cancel') }}
    >
      <div className={css.dialog}>
        {children}
        <p>{people === null ? t('leaving.unread') : t('leaving.people', { count: people })}</p>
        {marking === null && <p>{t('saveList.noMark')}</p>}
        {marking && (
          <p className={css.mark}>
            {t('saveList.mark')} <TlpChip level={marking} />
          </p>
        )}
        {marking === 'TLP:RED' && <Banner tone="due">{t('saveList.red')}</Banner>}
        <p className={css.quiet}>{t('saveList.noReturn')}</p>
        <div className={css.buttons}>
          <ActionButton size="medium" onClick={onClose}>
            {t('saveList.cancel')}
          </ActionButton>
          {forms.map((form, at) => {
            const isLast = at === forms.length - 1;
            return (
              <ActionButton
                key={form.label}
                kind={isLast ? 'primary' : 'plain'}
                size="medium"
                disabled={isSaving}
                data-autofocus={isLast || undefined}
                onClick={() => void write(form)}
              >
                {form.label}
              </ActionButton>
            );
          })}
        </div>
      </div>
    </Modal>
  );
}
