import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { features } from './app/features.ts';
import { preferredLanguage } from './app/preferences.ts';
import { preparePage } from './app/prepare-page.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { emptyShellData } from './app/shell-data.ts';
import { createI18n } from './i18n/create-i18n.ts';

preparePage();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const i18n = await createI18n(
  preferredLanguage(),
  features.filter((feature) => feature.rail ?? feature.commands ?? feature.search).map((feature) => feature.namespace),
);
const router = createAppRouter(features, i18n);

createRoot(root).render(
  <StrictMode>
    <App router={router} i18n={i18n} features={features} queryClient={createQueryClient()} shellData={emptyShellData} />
  </StrictMode>,
);
