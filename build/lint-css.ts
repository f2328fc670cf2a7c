const physical =
  /^\s*(((scroll-)?(margin|padding)|border)-(left|right)\b[\w-]*|border-(top|bottom)-(left|right)-radius|left|right)\s*:|^\s*(text-align|float|clear)\s*:\s*(left|right)\b/;

/** Physical sides in a style sheet, one problem per line: they do not mirror in Arabic. */
export function lintStyleSheet(path: string, text: string): string[] {
  // Comments may hold anything; blank them out but keep the line numbers.
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return plain.split('\n').flatMap((line, index) => {
    const declarations = line.split(/[;{}]/);
    return declarations.some((declaration) => physical.test(declaration))
      ? [`${path}:${index + 1} logical-css-only: write inline-start and inline-end instead of left and right`]
      : [];
  });
}
