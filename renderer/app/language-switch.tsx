import { useTranslation } from 'react-i18next';
import { languages } from '../i18n/languages.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { SegmentedSwitch } from '../ui/segmented-switch.tsx';

/** The interface language: each name in its own tongue, so that everybody finds the way back. */
export function LanguageSwitch() {
  const { t } = useTranslation('app');
  const { language, setLanguage } = useLocale();
  return (
    <SegmentedSwitch
      label={t('settings.language.title')}
      value={language}
      onChange={(next) => void setLanguage(next)}
      options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
    />
  );
}
