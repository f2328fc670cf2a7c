import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/app.tsx';
import { features } from './app/features.ts';
import { preferredLanguage } from './app/preferences.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { emptyShellData } from './app/shell-data.ts';
import { createI18n } from './i18n/create-i18n.ts';
import { styleNonce } from './ui/style-nonce.ts';
import { writeStylesAsText } from './ui/trusted-types.ts';

config({ jitless: true }); // zod would probe `eval`, which the policy of the page reports as a violation
writeStylesAsText();
// the scroll lock behind dialogs (react-remove-scroll) reads its style nonce here
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

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
