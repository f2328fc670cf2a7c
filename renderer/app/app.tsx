import type { QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n as I18n } from 'i18next';
import type { ReactNode } from 'react';
import { DataGate } from '../data/data-context.tsx';
import { DataNotices } from '../data/data-notices.tsx';
import type { DataSession } from '../data/data-session.ts';
import { WipeOnWord } from '../data/wipe-on-word.tsx';
import type { Feature } from '../feature.ts';
import { FeaturesProvider } from '../feature-list.ts';
import { Announcer } from '../ui/announcer.tsx';
import { engineShellData } from './engine-shell-data.ts';
import { type FirstScreen, FirstScreenOf } from './first-screen.tsx';
import { invalidationsOf } from './invalidations.ts';
import { PageProviders } from './page-providers.tsx';
import { ReplayActivity } from './replay-activity.tsx';
import type { createAppRouter } from './router.tsx';
import { type ShellData, ShellDataProvider } from './shell-data.ts';
import { StartFailure, Starting } from './start-screens.tsx';
import { VocabularyOfCentre } from './vocabulary-of-centre.tsx';

export interface ProvidersProps {
  readonly i18n: I18n;
  readonly queryClient: QueryClient;
  readonly shellData: ShellData;
  readonly features: readonly Feature[];
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}

/** Everything that screens expect above them. */
export function Providers({ i18n, queryClient, shellData, features, timeZone, children }: ProvidersProps) {
  return (
    <PageProviders i18n={i18n} queryClient={queryClient} timeZone={timeZone}>
      <ShellDataProvider value={shellData}>
        <FeaturesProvider value={features}>
          <Announcer>{children}</Announcer>
        </FeaturesProvider>
      </ShellDataProvider>
    </PageProviders>
  );
}

export interface AppProps extends Omit<ProvidersProps, 'children' | 'shellData'> {
  readonly session: DataSession;
  readonly router: ReturnType<typeof createAppRouter>;
}

/** The app over its data: nothing of it shows before this laptop is enrolled and its engine answers. */
export function App({ session, router, ...providers }: AppProps) {
  const { features, i18n } = providers;
  const first = (screen: FirstScreen) => <FirstScreenOf screen={screen} features={features} i18n={i18n} />;
  return (
    <Providers {...providers} shellData={engineShellData}>
      <ReplayActivity session={session} />
      <DataGate
        session={session}
        invalidates={invalidationsOf(providers.features)}
        starting={<Starting />}
        first={first}
        failed={(reason, retry) => <StartFailure reason={reason} onRetry={retry} />}
      >
        <VocabularyOfCentre />
        <WipeOnWord />
        <RouterProvider router={router} />
        <DataNotices />
      </DataGate>
    </Providers>
  );
}
