/** The session's cookie: out of reach for scripts, never sent with a request that another site began. */

export interface SessionCookie {
  /** The token of a Cookie header, or null; of two cookies with our name neither counts. */
  read(header: string | undefined): string | null;
  /** A Set-Cookie header. */
  write(token: string, seconds: number): string;
  clear(): string;
}

/** `secure` for every hub that is reached by https; on this machine itself a browser may have no https to send it by. */
export function createSessionCookie(secure: boolean): SessionCookie {
  // The prefix keeps other hosts of the same domain from setting it (RFC 6265bis).
  const name = secure ? '__Host-waypost-session' : 'waypost-session';
  const traits = `; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
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
