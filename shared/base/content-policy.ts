/**
 * The policy of every page and worker, of the app and of the hub. Styles need the nonce of this load because Mantine writes its own;
 * null for an answer that is no page. `app` is the one Trusted Types policy, and it makes worker addresses only. A page talks to the
 * hub that it came from (`self`), or to nobody.
 */
export function contentPolicy(nonce: string | null, talksTo: 'self' | 'none'): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src '${talksTo}'`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types app',
  ].join('; ');
}
