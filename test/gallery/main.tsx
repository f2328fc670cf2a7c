/**
 * The pieces and the frame with invented content, to be looked at beside the pictures of the look:
 * `npx vite test/gallery --config vite.config.ts`, then `/?lang=ar&scheme=dark#/reader`. Used by tests only.
 */
import '../../renderer/styles/index.css';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Providers } from '../../renderer/app/app.tsx';
import { preparePage } from '../../renderer/app/prepare-page.ts';
import { createQueryClient } from '../../renderer/app/query-client.ts';
import { createAppRouter } from '../../renderer/app/router.tsx';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import { isLanguage } from '../../renderer/i18n/languages.ts';
import { galleryFeatures } from './gallery-features.tsx';
import { sampleShellData } from './sample-shell-data.ts';

preparePage();
const wishes = new URLSearchParams(location.search);
const language = wishes.get('lang') ?? 'en';
localStorage.setItem('waypost.colour-scheme', wishes.get('scheme') ?? 'light');

const i18n = await createI18n(isLanguage(language) ? language : 'en');
const router = createAppRouter(galleryFeatures, i18n);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Providers i18n={i18n} features={galleryFeatures} queryClient={createQueryClient()} shellData={sampleShellData}>
      <RouterProvider router={router} />
    </Providers>,
  );
}
if (wishes.has('palette')) {
  setTimeout(() => dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyK', ctrlKey: true })), 500);
}
