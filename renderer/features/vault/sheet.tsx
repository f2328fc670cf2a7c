import type { ReactNode } from 'react';
import { Brand } from '../../ui/brand.tsx';
import css from './vault.module.css';

/** A card in the middle of an otherwise empty window. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  return (
    <main className={css.sheet}>
      <div className={css.card}>
        <div className={css.brand}>
          <Brand />
          <span>Waypost</span>
        </div>
        {children}
      </div>
    </main>
  );
}
