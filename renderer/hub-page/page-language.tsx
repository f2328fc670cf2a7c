import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLanguage, languages } from '../i18n/languages.ts';
import { useLocale } from '../i18n/locale-provider.tsx';

/** The interface language in little room: each name in its own tongue. */
export function PageLanguage() {
  const { t } = useTranslation('app');
  const { language, setLanguage } = useLocale();
  return (
    <NativeSelect
      aria-label={t('settings.language.title')}
      value={language}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && void setLanguage(value)}
    >
      {languages.map(({ code, name }) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
