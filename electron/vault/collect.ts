/**
 * Some keys are not ours to overwrite: those that the crypto library keeps, and what a message to the page was made of. It
 * overwrites what it frees, and frees what nobody holds: so nobody holds them, and then the engine is asked to look at once.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export function collectNow(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
