/** The mark: a post with two blades. Points where reading goes. */
export function Brand({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" className="wp-mirror" aria-hidden="true" focusable="false">
      <path d="M7.2 3.2v20" stroke="var(--wp-ink)" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M7.2 5h10.6c.3 0 .6.1.8.35l2.7 3c.3.4.3.9 0 1.3l-2.7 3c-.2.2-.5.35-.8.35H7.2z" fill="var(--wp-accent)" />
      <path d="M7.2 15.2h6.2l2 2.1-2 2.1H7.2z" fill="var(--wp-ink)" opacity=".32" />
    </svg>
  );
}
