import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import type { ReactNode } from 'react';
import { LocaleProvider } from '../i18n/locale-provider.tsx';
import { styleNonce } from '../ui/style-nonce.ts';
import { resolver, theme } from '../ui/theme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { rememberLanguage } from './preferences.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'waypost.colour-scheme' });

export interface PageProvidersProps {
  readonly i18n: I18n;
  readonly queryClient: QueryClient;
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}

/** What every page of ours stands on: words, colours, what holds when something breaks, and what was asked for. */
export function PageProviders({ i18n, queryClient, timeZone, children }: PageProvidersProps) {
  return (
    <LocaleProvider i18n={i18n} timeZone={timeZone} onLanguageChange={rememberLanguage}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolver}
        colorSchemeManager={colorSchemes}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
        </ErrorBoundary>
      </MantineProvider>
    </LocaleProvider>
  );
}
