/** What somebody may try at a door of the hub, and what a table of doors says about each. */
import type { Doors } from './doors-world.ts';

export const threats = [
  'no token',
  'expired',
  "another's",
  'revoked',
  'another scope',
  'replayed',
  'wrong role',
] as const;
export type Threat = (typeof threats)[number];

/** Tries it and expects the refusal; a sentence instead says why it cannot be tried there. */
export type Attempt = ((doors: Doors) => Promise<void>) | string;

export type Door = Readonly<Record<Threat, Attempt>>;

/** The routes of a server as its router prints them: `POST /sync`. HEAD goes with its GET. */
export function routesOf(printed: string): string[] {
  const above: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods] = /^([│ ]*)[└├]── ([^(]*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (segment === '') return [];
    const depth = indent.length / 4;
    above.splice(depth, above.length, segment);
    const path = above.join('').replaceAll('//', '/');
    return (methods ?? '')
      .split(', ')
      .filter((method) => method !== '' && method !== 'HEAD')
      .map((method) => `${method} ${path}`);
  });
}
