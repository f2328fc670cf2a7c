/** Lines of a text without a font at hand: by how wide letters are on average. Generous, so that nothing is cut off. */

/** Share of the size that a letter takes. */
const [narrow, wide] = [0.56, 1.02];

const widthOf = (text: string, size: number): number => {
  let width = 0;
  for (const letter of text) width += (/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(letter) ? wide : narrow) * size;
  return width;
};

/** At most so many lines of at most so much width; what does not fit ends in an ellipsis. */
export function textLines(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  // Ideographs part anywhere; other words stay whole.
  const parts = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && widthOf(line + part.trimEnd(), size) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += part;
  }
  if (line.trim() !== '') lines.push(line.trim());
  if (lines.length <= most) return lines.map((each) => shortened(each, size, width));
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`];
}

function shortened(line: string, size: number, width: number): string {
  if (widthOf(line, size) <= width) return line;
  const letters = [...line];
  while (letters.length > 1 && widthOf(letters.join(''), size) > width) letters.pop();
  return `${letters.join('')}…`;
}
