import type { Desktop } from './desktop.ts';
export async function openBrowserDesktop(): Promise<Desktop> {
  throw new Error('not yet');
}
