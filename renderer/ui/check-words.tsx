import css from './check-words.module.css';

interface CheckWordsProps {
  readonly words: readonly string[];
  readonly label: string;
}

/** Six words that two people compare on two screens. They are the same in every language, so they stand as they are. */
export function CheckWords({ words, label }: CheckWordsProps) {
  return (
    <ol aria-label={label} className={css.words} lang="en" dir="ltr" translate="no">
      {words.map((word, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and none ever moves
        <li key={n}>{word}</li>
      ))}
    </ol>
  );
}
