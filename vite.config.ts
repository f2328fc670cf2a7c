import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { inProject } from './build/project-root.ts';

const textSizes = /^(font|font-size|line-height|--wp-reading|--wp-line-body)$/;

/** Sizes of text follow the person's choice: `13px` becomes `calc(13px * var(--wp-text, 1))`; the styles stay plain. */
const scaledText = {
  postcssPlugin: 'scaled-text',
  Declaration(declaration: { prop: string; value: string }) {
    if (!textSizes.test(declaration.prop) || declaration.value.includes('calc(')) return;
    declaration.value = declaration.value.replace(/\b[\d.]+px/g, 'calc($& * var(--wp-text, 1))');
  },
};

/** The renderer: one page whose scripts, styles and fonts are files of their own, since the CSP allows nothing inline. */
export default defineConfig({
  root: inProject('renderer'),
  base: '/',
  publicDir: false,
  cacheDir: inProject('node_modules', '.cache', 'vite'),
  plugins: [react()],
  worker: { format: 'es' },
  css: { postcss: { plugins: [scaledText] } },
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
