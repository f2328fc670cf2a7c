import css from './problem.module.css';

/** What is wrong with what was typed, said at once; nothing while all is well. */
export function Problem({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className={css.problem}>
      {text}
    </p>
  );
}
