import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/ipc/contract.ts';
import { useVault } from '../../data/data-context.tsx';
import { SegmentedSwitch, type SwitchOption } from '../../ui/segmented-switch.tsx';
import css from './vault.module.css';

/** A way in with what was typed for it. */
export type TypedKey = Input<'vault:draft'>['key'];
type Way = TypedKey['way'];

/** A passphrase never turns up in a field of paper, which shows what is typed: every way begins empty. */
export function emptyKey(way: Way): TypedKey {
  return way === 'custodians' ? { way, typed: '', second: '' } : { way, typed: '' };
}

export interface KeyFieldsProps {
  readonly value: TypedKey;
  readonly isFirst?: boolean;
  onChange(value: TypedKey): void;
}

/** What a person has to open the vault with: the passphrase, the key on paper, or two custodians. */
export function KeyFields({ value, isFirst = false, onChange }: KeyFieldsProps) {
  const { t } = useTranslation('vault');
  const hasCustodians = useVault()?.ways.includes('custodians') ?? false;
  const options: readonly SwitchOption<Way>[] = [
    { value: 'passphrase', label: t('unlock.passphrase') },
    { value: 'recovery', label: t('unlock.recovery') },
    ...(hasCustodians ? [{ value: 'custodians' as const, label: t('unlock.custodians') }] : []),
  ];
  return (
    <>
      <SegmentedSwitch
        label={t('unlock.way')}
        value={value.way}
        onChange={(way) => onChange(emptyKey(way))}
        options={options}
      />
      {value.way === 'passphrase' && (
        <PasswordInput
          label={t('unlock.passphrase')}
          value={value.typed}
          onChange={(event) => onChange({ ...value, typed: event.currentTarget.value })}
          required
          autoFocus={isFirst}
          attributes={{ input: { dir: 'auto' } }}
          autoComplete="current-password"
          maxLength={1000}
          visibilityToggleButtonProps={{ 'aria-label': t('unlock.show') }}
        />
      )}
      {value.way === 'recovery' && (
        <PaperField
          label={t('unlock.recovery')}
          hint={t('unlock.recoveryHint')}
          value={value.typed}
          onChange={(typed) => onChange({ ...value, typed })}
        />
      )}
      {value.way === 'custodians' && <ShareFields value={value} onChange={onChange} />}
    </>
  );
}

interface ShareFieldsProps {
  readonly value: Extract<TypedKey, { way: 'custodians' }>;
  onChange(value: TypedKey): void;
}

function ShareFields({ value, onChange }: ShareFieldsProps) {
  const { t } = useTranslation('vault');
  const name = useVault()?.name;
  return (
    <>
      {name && (
        <p className={css.lead}>
          {t('unlock.vaultName')}{' '}
          <bdi dir="ltr" translate="no" className="wp-mono">
            {name}
          </bdi>
        </p>
      )}
      <PaperField
        label={t('unlock.first')}
        hint={t('unlock.shareHint')}
        value={value.typed}
        onChange={(typed) => onChange({ ...value, typed })}
      />
      <PaperField
        label={t('unlock.second')}
        value={value.second}
        onChange={(second) => onChange({ ...value, second })}
      />
    </>
  );
}

export interface PaperFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  onChange(value: string): void;
}

/** What is copied from paper, sign by sign: shown as it is typed. */
export function PaperField({ label, hint, value, onChange }: PaperFieldProps) {
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
      attributes={{ input: { dir: 'ltr' } }}
      autoComplete="off"
      maxLength={200}
    />
  );
}
