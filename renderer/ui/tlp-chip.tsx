import { useLayoutEffect } from 'react';
import type { TlpLevel } from '../../shared/domain/tlp.ts';
import { redOnScreen } from './red-on-screen.ts';
import css from './tlp-chip.module.css';

/** A TLP 2.0 mark (FIRST): never translated, never mirrored, the same colours in every scheme and on paper. */
export function TlpChip({ level }: { readonly level: TlpLevel }) {
  // Before it is painted.
  useLayoutEffect(() => (level === 'TLP:RED' ? redOnScreen.show() : undefined), [level]);
  return (
    <bdi dir="ltr" lang="en" translate="no" className={`${css.chip} ${css[colours[level]]}`}>
      {level}
    </bdi>
  );
}

const colours = {
  'TLP:RED': 'red',
  'TLP:AMBER+STRICT': 'amber',
  'TLP:AMBER': 'amber',
  'TLP:GREEN': 'green',
  'TLP:CLEAR': 'clear',
} as const satisfies Record<TlpLevel, string>;
