/** One line of Markdown that reads as it was written: no sign of it changes the shape of the document. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\s*\r?\n\s*/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .trim();
}
