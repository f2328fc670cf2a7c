import { startVirtualDisplay, type VirtualDisplay } from '../../../build/virtual-display.ts';

let started: Promise<VirtualDisplay> | null = null;

/** A display to open windows on: the one there is, or an Xvfb that ends with this process. */
export async function ensureDisplay(): Promise<string> {
  const present = process.env['DISPLAY'];
  if (present) return present;
  started ??= startVirtualDisplay('1440x900');
  return (await started).name;
}
