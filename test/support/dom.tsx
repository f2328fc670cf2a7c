/** Renders screens and pieces under the providers of the app, in jsdom. Import first: it fills what jsdom lacks. */

import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import type { i18n as I18n } from 'i18next';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { Providers } from '../../renderer/app/app.tsx';
import { createQueryClient } from '../../renderer/app/query-client.ts';
import { createAppRouter } from '../../renderer/app/router.tsx';
import { emptyShellData, type ShellData } from '../../renderer/app/shell-data.ts';
import type { Feature } from '../../renderer/feature.ts';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import type { Language } from '../../shared/domain/language.ts';

// A wait ends when what it waits for is there; the limit only says how long a busy machine may take.
configure({ asyncUtilTimeout: 15_000 });

fillGaps();
afterEach(cleanup);

export interface DomOptions {
  readonly language?: Language;
  readonly features?: readonly Feature[];
  readonly shellData?: ShellData;
  readonly namespaces?: readonly string[];
  /** Goes inside the providers: an engine, a session. */
  readonly wrap?: (children: ReactNode) => ReactNode;
}

/** A piece or a screen that needs no route. */
export async function renderPiece(piece: ReactNode, options: DomOptions = {}) {
  const i18n = await createI18n(options.language ?? 'en', options.namespaces);
  return { i18n, ...render(under(i18n, options, piece)) };
}

/** The whole frame at an address. */
export async function renderApp(path: string, options: DomOptions = {}) {
  const i18n = await createI18n(options.language ?? 'en', options.namespaces);
  const router = createAppRouter(options.features ?? [], i18n, createMemoryHistory({ initialEntries: [path] }));
  await router.load();
  return { i18n, router, ...render(under(i18n, options, <RouterProvider router={router} />)) };
}

function under(i18n: I18n, options: DomOptions, children: ReactNode) {
  return (
    <Providers
      i18n={i18n}
      timeZone="UTC"
      queryClient={createQueryClient()}
      shellData={options.shellData ?? emptyShellData}
      features={options.features ?? []}
    >
      {options.wrap ? options.wrap(children) : children}
    </Providers>
  );
}

/** jsdom has no layout: give lists a window of 600 px and answer media queries with "no". */
function fillGaps(): void {
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      addEventListener() {},
      removeEventListener() {},
      addListener() {},
      removeListener() {},
    }) as unknown as MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof ResizeObserver;
  Element.prototype.scrollIntoView ??= () => {};
  Element.prototype.scrollTo ??= (() => {}) as typeof Element.prototype.scrollTo;
  window.scrollTo = () => {};
  HTMLCanvasElement.prototype.getContext = () => null;
  const rowHeight = 44;
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: {
      configurable: true,
      get(this: HTMLElement) {
        // A row of a long list is measured with the heading that may stand over it.
        return this.getAttribute('role') === 'option' || this.hasAttribute('data-index') ? rowHeight : 600;
      },
    },
    offsetWidth: { configurable: true, get: () => 800 },
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 800 },
  });
  Object.defineProperty(document, 'fonts', {
    configurable: true,
    value: { addEventListener() {}, removeEventListener() {} },
  });
}
