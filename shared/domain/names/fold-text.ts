import { foldCharacter } from '../search/fold.ts';

/** A whole text as search folds its letters: no marks, no bidi controls, lower case. */
export function foldText(text: string): string {
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}
