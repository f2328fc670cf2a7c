import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WordsOffer } from './words-offer.tsx';

/** A new passphrase, twice; six random words are offered for it. */
export function NewPassphrase() {
  const { t } = useTranslation('vault');
  const [passphrase, setPassphrase] = useState('');
  return (
    <>
      <PassphraseField
        name="passphrase"
        label={t('setUp.passphrase')}
        hint={t('setUp.passphraseHint')}
        value={passphrase}
        onChange={setPassphrase}
      />
      <WordsOffer onTake={setPassphrase} />
      <PassphraseField name="again" label={t('setUp.again')} />
    </>
  );
}

/** What was typed into both fields; null when the two differ. */
export function newPassphraseOf(fields: FormData): string | null {
  const passphrase = String(fields.get('passphrase') ?? '');
  return passphrase === fields.get('again') ? passphrase : null;
}

interface PassphraseFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  onChange?(value: string): void;
}

/** Hidden until somebody wants to see it. */
function PassphraseField({ name, label, hint, value, onChange }: PassphraseFieldProps) {
  const { t } = useTranslation('vault');
  return (
    <PasswordInput
      name={name}
      label={label}
      description={hint}
      {...(onChange === undefined
        ? {}
        : { value, onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value) })}
      required
      attributes={{ input: { dir: 'auto' } }}
      autoComplete="new-password"
      maxLength={1000}
      visibilityToggleButtonProps={{ 'aria-label': t('unlock.show') }}
    />
  );
}
