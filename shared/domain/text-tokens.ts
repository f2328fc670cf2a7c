/** How a text falls into paragraphs, sentences and words, so that three-way merge and differences cut at the same places. */

/** A word, or what stands between words. Texts without spaces between words (Chinese) fall into single characters. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;
// A sentence ends at its mark with the closing quotes and the space after it; the marks are those of our six languages.
const sentencePattern = /[^.!?؟。！？\n]*(?:[.!?؟。！？]+["'”’»」』）)]*\s*|\n+|$)/gu;

/** Pieces that put together give the text again, each with the line breaks that follow it. */
export function paragraphsOf(text: string): string[] {
  return text.match(/[^\n]*(?:\n+|$)/g)?.filter((piece) => piece !== '') ?? [];
}

/** Pieces that put together give the text again. `3.5` may be cut: the merge joins again what one side left whole. */
export function sentencesOf(text: string): string[] {
  return text.match(sentencePattern)?.filter((piece) => piece !== '') ?? [];
}

/** Words, runs of space and single other characters; put together they give the text again. */
export function wordsOf(text: string): string[] {
  return text.match(wordPattern) ?? [];
}

/** Whether a piece holds something that is read: a letter, a mark or a digit. */
export function isWord(piece: string): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(piece);
}
