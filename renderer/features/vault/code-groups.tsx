import css from './vault.module.css';

export interface CodeGroupsProps {
  readonly label: string;
  readonly code: string;
}

/** A code to be copied by hand, group by group. */
export function CodeGroups({ label, code }: CodeGroupsProps) {
  return (
    <ol className={`wp-mono ${css.key}`} dir="ltr" aria-label={label} translate="no">
      {code.split('-').map((group, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none ever moves
        <li key={at}>{group}</li>
      ))}
    </ol>
  );
}
