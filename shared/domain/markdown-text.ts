/** One line of Markdown that reads as it was written: no sign of it changes the shape of the document. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\s*\r?\n\s*/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .trim();
}

/** A paragraph whose line breaks stay. */
export function plainParagraph(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) =>
      plainMarkdown(line)
        .replace(/^(\d+)([.)])/, '$1\\$2')
        .replace(/^([-+])/, '\\$1'),
    )
    .join('  \n')
    .trim();
}

/** A table; every row has as many cells as the head. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(plainMarkdown).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)];
}

/** `- **Place:** Quay Street`, or nothing when there is no value. */
export function markdownFact(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`- **${name}:** ${plainMarkdown(value)}`];
}
