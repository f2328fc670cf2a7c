/**
 * Whether this profile of the app has had the device's library before. Only then is a rebuilt one news: a journal that came
 * with its folder, onto a new machine or from the sample, makes its first library in the same way and nothing was lost; so
 * does one that was sealed, with which the plain library was removed.
 */
import type { DeviceId } from '../../shared/base/ids.ts';

const key = 'waypost.library';

/** Answers for this device, and remembers that it has one from now on. */
export function meetLibrary(device: DeviceId, isSealed: boolean): 'known' | 'first' {
  const library = isSealed ? `${device} sealed` : device;
  const known = localStorage.getItem(key) === library;
  if (!known) localStorage.setItem(key, library);
  return known ? 'known' : 'first';
}
