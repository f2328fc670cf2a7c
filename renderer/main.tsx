import './styles/index.css';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/app.tsx';
import { engineShellData } from './app/engine-shell-data.ts';
import { FaultPanel } from './app/fault-panel.tsx';
import { features } from './app/features.ts';
import { invalidationsOf } from './app/invalidations.ts';
import { preferredLanguage } from './app/preferences.ts';
import { preparePage } from './app/prepare-page.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { createEngineWorker } from './data/create-engine-worker.ts';
import { DataGate } from './data/data-context.tsx';
import { DataNotices } from './data/data-notices.tsx';
import { startDataSession } from './data/data-session.ts';
import { openDesktop } from './data/open-desktop.ts';
import { createI18n } from './i18n/create-i18n.ts';

preparePage();
// First of all: the engine opens its library while the words load.
const session = startDataSession({ desktop: await openDesktop(), createWorker: createEngineWorker });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const i18n = await createI18n(
  preferredLanguage(),
  features.filter((feature) => feature.rail ?? feature.commands ?? feature.search).map((feature) => feature.namespace),
);
const router = createAppRouter(features, i18n);
const EnrolScreen = lazy(async () => {
  await i18n.loadNamespaces('first-run');
  return { default: (await import('./features/first-run/enrol-screen.tsx')).EnrolScreen };
});

createRoot(root).render(
  <StrictMode>
    <Providers i18n={i18n} features={features} queryClient={createQueryClient()} shellData={engineShellData}>
      <DataGate
        session={session}
        invalidates={invalidationsOf(features)}
        starting={null}
        enrolment={
          <Suspense fallback={null}>
            <EnrolScreen />
          </Suspense>
        }
        failed={(reason, retry) => <FaultPanel fault={reason} onRetry={retry} />}
      >
        <RouterProvider router={router} />
        <DataNotices />
      </DataGate>
    </Providers>
  </StrictMode>,
);
