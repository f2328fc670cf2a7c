/**
 * Each file of tests has a display of its own, the same everywhere: windows never appear on somebody's screen, and two files
 * at once do not take the focus from one another.
 */
import { afterAll } from 'vitest';
import { startVirtualDisplay } from '../../../build/virtual-display.ts';

if (process.platform === 'linux') {
  const { name, stop } = await startVirtualDisplay('1440x900');
  process.env['DISPLAY'] = name;
  afterAll(stop);
}
