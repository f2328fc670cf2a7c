import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/ipc/contract.ts';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';

export type Way = Input<'vault:unlock'>['way'];

export interface KeyFieldsProps {
  readonly way: Way;
  readonly typed: string;
  readonly isFirst?: boolean;
  onWay(way: Way): void;
  onType(typed: string): void;
}

/** What a person has to open the vault with: the passphrase, or the key on paper. */
export function KeyFields({ way, typed, isFirst = false, onWay, onType }: KeyFieldsProps) {
  const { t } = useTranslation('vault');
  return (
    <>
      <SegmentedSwitch
        label={t('unlock.way')}
        value={way}
        onChange={(next) => {
          // A passphrase never turns up in the field of the key, which shows what is typed.
          onType('');
          onWay(next);
        }}
        options={[
          { value: 'passphrase', label: t('unlock.passphrase') },
          { value: 'recovery', label: t('unlock.recovery') },
        ]}
      />
      {way === 'passphrase' ? (
        <PasswordInput
          label={t('unlock.passphrase')}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          required
          autoFocus={isFirst}
          attributes={{ input: { dir: 'auto' } }}
          autoComplete="current-password"
          maxLength={1000}
          visibilityToggleButtonProps={{ 'aria-label': t('unlock.show') }}
        />
      ) : (
        <TextInput
          key="recovery"
          label={t('unlock.recovery')}
          description={t('unlock.recoveryHint')}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          required
          attributes={{ input: { dir: 'ltr' } }}
          autoComplete="off"
          maxLength={100}
        />
      )}
    </>
  );
}
