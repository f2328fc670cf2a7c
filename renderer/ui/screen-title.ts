import { useEffect } from 'react';

/** Names the window after the screen: "Unattended item · Waypost". Pass the most exact words first. */
export function useScreenTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter((part) => part), 'Waypost'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
