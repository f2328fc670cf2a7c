import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { features } from './app/features.ts';
import { frameNamespaces } from './app/frame-namespaces.ts';
import { lastVocabulary, preferredLanguage } from './app/preferences.ts';
import { preparePage } from './app/prepare-page.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { openSession } from './data/open-session.ts';
import { createI18n } from './i18n/create-i18n.ts';

preparePage();
const session = await openSession();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const i18n = await createI18n(preferredLanguage(), frameNamespaces(features), lastVocabulary());

createRoot(root).render(
  <StrictMode>
    <App
      session={session}
      router={createAppRouter(features, i18n)}
      i18n={i18n}
      features={features}
      queryClient={createQueryClient()}
    />
  </StrictMode>,
);
