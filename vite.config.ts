import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { inProject } from './build/project-root.ts';

/** The renderer: one page whose scripts, styles and fonts are files of their own, since the CSP allows nothing inline. */
export default defineConfig({
  root: inProject('renderer'),
  base: '/',
  publicDir: false,
  cacheDir: inProject('node_modules', '.cache', 'vite'),
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: inProject('dist', 'renderer'),
    emptyOutDir: true,
    // The oldest Chromium the app meets: the Electron 25 that stands in where the official one cannot be fetched.
    target: 'chrome114',
    cssTarget: 'chrome114',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // elkjs alone is 1.4 MB and loads in a worker, from disk.
    chunkSizeWarningLimit: 2_000,
    reportCompressedSize: false,
  },
});
