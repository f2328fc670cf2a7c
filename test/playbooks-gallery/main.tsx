/**
 * The playbook screens on an engine in memory with invented content:
 * `npx vite test/playbooks-gallery --config vite.config.ts`, then `/?lang=ar&scheme=dark#/playbooks`. Used by tests only.
 */
import '../../renderer/styles/index.css';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Providers } from '../../renderer/app/app.tsx';
import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { preparePage } from '../../renderer/app/prepare-page.ts';
import { createQueryClient } from '../../renderer/app/query-client.ts';
import { createAppRouter } from '../../renderer/app/router.tsx';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { playbooksFeature } from '../../renderer/features/playbooks/feature.ts';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import { isLanguage } from '../../renderer/i18n/languages.ts';
import { createFakeDesktop } from '../support/fake-desktop.ts';
import { createFakeLiveEngine } from '../support/fake-live-engine.ts';
import { sampleIdentity } from '../support/sample-identity.ts';
import { longPlaybook, manyPlaybooks, samplePlaybook } from '../support/sample-playbook.ts';

preparePage();
const wishes = new URLSearchParams(location.search);
const language = wishes.get('lang') ?? 'en';
localStorage.setItem('waypost.colour-scheme', wishes.get('scheme') ?? 'light');
const engine = createFakeLiveEngine(Date.UTC(2026, 10, 23));
engine.receive('somebody', [
  ...samplePlaybook(),
  ...manyPlaybooks(Number(wishes.get('many') ?? 60)),
  ...longPlaybook('long', 200),
]);
Object.assign(globalThis, { galleryEngine: engine });

const features = [playbooksFeature];
const i18n = await createI18n(isLanguage(language) ? language : 'en', ['playbooks']);
const router = createAppRouter(features, i18n);
const queryClient = createQueryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Providers i18n={i18n} features={features} queryClient={queryClient} shellData={engineShellData}>
      <EngineProvider engine={engine} identity={sampleIdentity} desktop={createFakeDesktop()}>
        <RouterProvider router={router} />
      </EngineProvider>
    </Providers>,
  );
}
