import { type Desktop, desktopOfBridge, electronBridge } from './desktop.ts';

/** The host of this page: Electron where its bridge is there, otherwise this browser itself. */
export async function openDesktop(): Promise<Desktop> {
  const bridge = electronBridge();
  if (bridge !== null) return desktopOfBridge(bridge);
  // Its own printing knows no page numbers but those of the style sheet.
  document.documentElement.dataset['printsItself'] = '';
  const { openBrowserDesktop } = await import('./desktop-browser.ts');
  return openBrowserDesktop();
}
