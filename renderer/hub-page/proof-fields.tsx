import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The passphrase that somebody has, under its label, and what their authenticator shows: `passphrase` and `code` of a form. */
export function ProofFields({ label }: { readonly label: string }) {
  const { t } = useTranslation('coordinator');
  return (
    <>
      <PasswordInput name="passphrase" label={label} required autoComplete="current-password" maxLength={1000} />
      <TextInput
        name="code"
        label={t('signIn.code')}
        description={t('signIn.codeHint')}
        required
        dir="ltr"
        autoComplete="one-time-code"
        maxLength={60}
      />
    </>
  );
}
