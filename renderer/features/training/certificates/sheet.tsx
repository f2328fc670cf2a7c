import { memo } from 'react';
import { createPortal } from 'react-dom';
import type { JsonObject } from '../../../../shared/base/json.ts';
import css from './certificates.module.css';
import { CertificatePicture } from './picture.tsx';

export interface Printable {
  readonly id: string;
  readonly credential: JsonObject;
  readonly token: string;
}

/** Certificates on paper, a page each; there only while something is printed. */
export function CertificateSheet({ certificates }: { readonly certificates: readonly Printable[] }) {
  return createPortal(
    <div className={css.sheet} data-print-sheet aria-hidden="true">
      {certificates.map((one) => (
        <Page key={one.id} one={one} />
      ))}
    </div>,
    document.body,
  );
}

/** Drawn once: of a thousand pages each new one leaves the others as they are. */
const Page = memo(function Page({ one: { credential, token } }: { readonly one: Printable }) {
  return (
    <div className={css.page}>
      <CertificatePicture credential={credential} token={token} label="" />
    </div>
  );
});
