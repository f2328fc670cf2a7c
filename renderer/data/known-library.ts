/**
 * Whether this profile of the app has had the device's library before. Only then is a rebuilt one news: a journal that came
 * with its folder, onto a new machine or from the sample, makes its first library in the same way and nothing was lost.
 */
import type { DeviceId } from '../../shared/base/ids.ts';

const key = 'waypost.library';

/** Answers for this device, and remembers that it has one from now on. */
export function meetLibrary(device: DeviceId): 'known' | 'first' {
  const known = localStorage.getItem(key) === device;
  if (!known) localStorage.setItem(key, device);
  return known ? 'known' : 'first';
}
