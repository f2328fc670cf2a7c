/**
 * The style nonce of this load.
 *
 * Whoever serves index.html (Electron's `app://` handler, the hub) draws one random value per response, names it in the
 * policy header and writes it over the placeholder in `<meta property="csp-nonce">`. Without a server that does so
 * (Vite in development) the placeholder stays and is harmless.
 */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('nonce') || '';
}
