import css from './record-id.module.css';

/** A reference such as PB-0142: set in mono, isolated left-to-right, never translated. */
export function RecordId({ children }: { readonly children: string }) {
  return (
    <bdi dir="ltr" translate="no" className={css.id}>
      {children}
    </bdi>
  );
}
