import { startVirtualDisplay } from '../../../build/virtual-display.ts';

let started: Promise<string> | null = null;

/** A display to open windows on: the one there is, or an Xvfb that ends with this process. */
export function ensureDisplay(): Promise<string> {
  const present = process.env['DISPLAY'];
  if (present) return Promise.resolve(present);
  started ??= startVirtualDisplay();
  return started;
}
