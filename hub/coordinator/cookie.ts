/** Cookies of the page: out of reach for scripts; the session's is never sent with a request that another site began. */

export interface SessionCookie {
  /** The token of a Cookie header, or null; of two cookies with our name neither counts. */
  read(header: string | undefined): string | null;
  /** A Set-Cookie header. */
  write(token: string, seconds: number): string;
  clear(): string;
}

/** `secure` for every hub that is reached by https; on this machine itself a browser may have no https to send it by. */
export function createSessionCookie(secure: boolean): SessionCookie {
  return createCookie({ name: 'waypost-session', secure, sameSite: 'Strict' });
}

interface CookieTraits {
  readonly name: string;
  readonly secure: boolean;
  /** `Lax` goes along when another site leads a person here. */
  readonly sameSite: 'Strict' | 'Lax';
}

export function createCookie({ name: bare, secure, sameSite }: CookieTraits): SessionCookie {
  // The prefix keeps other hosts of the same domain from setting it (RFC 6265bis).
  const name = secure ? `__Host-${bare}` : bare;
  const traits = `; Path=/; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`;
  return {
    read(header) {
      const values = (header ?? '').split(';').flatMap((pair) => {
        const [key, value = ''] = pair.trim().split('=');
        return key === name ? [value] : [];
      });
      return values.length === 1 ? (values[0] as string) : null;
    },
    write: (token, seconds) => `${name}=${token}${traits}; Max-Age=${seconds}`,
    clear: () => `${name}=${traits}; Max-Age=0`,
  };
}
