/** The coordinator's page of the hub: online, in a browser, with its own origin as its only network. */
import '../data/quiet-zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferredLanguage } from '../app/preferences.ts';
import { preparePage } from '../app/prepare-page.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { HubPage } from './hub-page.tsx';
import '../styles/index.css';

preparePage();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const i18n = await createI18n(preferredLanguage(), ['coordinator']);
createRoot(root).render(
  <StrictMode>
    <HubPage i18n={i18n} />
  </StrictMode>,
);
