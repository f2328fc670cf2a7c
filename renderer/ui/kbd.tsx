import css from './kbd.module.css';

export interface KbdProps {
  /** The keys as printed on the keyboard: `Ctrl K`, `↵`. */
  readonly children: string;
  /** On a filled ground. */
  readonly inverse?: boolean | undefined;
}

/** A key to press. Screen readers skip it: the control it belongs to carries `aria-keyshortcuts`. */
export function Kbd({ children, inverse = false }: KbdProps) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus
    <kbd aria-hidden="true" className={`${css.kbd} ${inverse ? css.inverse : ''}`}>
      {children}
    </kbd>
  );
}
