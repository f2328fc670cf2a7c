import { DirectionProvider } from '@mantine/core';
import type { i18n as I18n } from 'i18next';
import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../shared/domain/language.ts';
import type { Vocabulary } from '../../shared/domain/vocabulary/vocabulary.ts';
import { speakIn } from './create-i18n.ts';
import { createFormatters, type Formatters } from './format.ts';
import { type Direction, isLanguage, type LanguageInfo, languageInfo } from './languages.ts';

export interface Locale {
  readonly language: Language;
  readonly info: LanguageInfo;
  readonly dir: Direction;
  readonly format: Formatters;
  /** Changes the interface language without a restart; resolves when its words are shown. */
  setLanguage(language: Language): Promise<void>;
  /** Changes the words of exercises and reviews; resolves when they are shown. */
  setVocabulary(vocabulary: Vocabulary): Promise<void>;
}

const LocaleContext = createContext<Locale | null>(null);

/** The language that the interface speaks, its direction and its formatters. */
export function useLocale(): Locale {
  const locale = useContext(LocaleContext);
  if (!locale) throw new Error('useLocale needs a LocaleProvider above it');
  return locale;
}

export interface LocaleProviderProps {
  readonly i18n: I18n;
  /** IANA name; the machine's own when absent. */
  readonly timeZone?: string | undefined;
  readonly onLanguageChange?: ((language: Language) => void) | undefined;
  readonly children: ReactNode;
}

/** Puts language, direction and fonts on `<html>` and hands formatters down. */
export function LocaleProvider({ i18n, timeZone, onLanguageChange, children }: LocaleProviderProps) {
  const [language, setCurrent] = useState<Language>(isLanguage(i18n.language) ? i18n.language : 'en');
  const setLanguage = useCallback(
    async (next: Language) => {
      await i18n.changeLanguage(next);
      setCurrent(next);
      onLanguageChange?.(next);
    },
    [i18n, onLanguageChange],
  );
  const setVocabulary = useCallback((next: Vocabulary) => speakIn(i18n, next), [i18n]);
  const locale = useMemo<Locale>(() => {
    const info = languageInfo(language);
    return { language, info, dir: info.dir, format: createFormatters(language, timeZone), setLanguage, setVocabulary };
  }, [language, timeZone, setLanguage, setVocabulary]);

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = locale.dir;
  }, [language, locale.dir]);

  return (
    <I18nextProvider i18n={i18n}>
      <LocaleContext value={locale}>
        {/* follows the `dir` of <html> by itself; nothing is mounted anew, so a change of language keeps the place */}
        <DirectionProvider initialDirection={locale.dir}>{children}</DirectionProvider>
      </LocaleContext>
    </I18nextProvider>
  );
}
