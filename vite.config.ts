import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
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

/** True for these modules of the renderer. */
const modules =
  (...paths: string[]) =>
  (id: string) =>
    paths.some((path) => id === inProject('renderer', path));

/**
 * Few large files instead of a hundred small ones: each file is a question to the main process, which is busy enough while
 * the app starts. A group holds the modules named and everything that they import.
 */
const chunks = [
  // What the entry needs itself stays out of the groups: main.tsx must run before any schema is made.
  { name: 'entry', test: /vite[\\/]preload-helper|rolldown[\\/]runtime/, priority: 5 },
  { name: 'entry', test: modules('data/create-engine-worker.ts', 'data/quiet-zod.ts'), priority: 4 },
  // The start waits for the data, so nothing of the data may wait for the start.
  { name: 'data', test: modules('data/open-session.ts', 'data/desktop-browser.ts'), priority: 3 },
  { name: 'start', test: modules('start.tsx'), priority: 2 },
  {
    name: 'screens',
    test: modules('features/home/home-screen.tsx', 'features/playbooks/library.tsx', 'features/playbooks/reader.tsx'),
    priority: 1,
  },
];

/** Tells the page at once what it will need: otherwise it finds out file by file. */
const hintsForStart: Plugin = {
  name: 'hints-for-start',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      const names = ['data', 'open-session', 'start', 'rolldown-runtime', 'screens'];
      const files = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
      for (const [name, refused] of [
        ['index', ['data', 'start', 'screens']],
        ['entry', ['data', 'start', 'screens']],
        ['data', ['start', 'screens']],
      ] as const) {
        const loaded = files.filter((file) => file.name === name).flatMap((file) => file.imports);
        const wrong = files.filter((file) => loaded.includes(file.fileName) && refused.includes(file.name as never));
        if (wrong.length > 0) throw new Error(`The file "${name}" may not load ${wrong.map((file) => file.name)}.`);
      }
      const wanted = names.flatMap((name) => files.filter((file) => file.name === name));
      return wanted.map(({ fileName }) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

/** The renderer: one page whose scripts, styles and fonts are files of their own, since the CSP allows nothing inline. */
export default defineConfig({
  root: inProject('renderer'),
  base: '/',
  publicDir: false,
  cacheDir: inProject('node_modules', '.cache', 'vite'),
  plugins: [react(), hintsForStart],
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
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
    reportCompressedSize: false,
  },
});
