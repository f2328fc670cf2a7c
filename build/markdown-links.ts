export interface Link {
  readonly text: string;
  readonly target: string;
}

/** Links of Markdown; a text may hold brackets of its own, as names of tests do. */
export function linksIn(markdown: string): Link[] {
  const links = markdown.matchAll(/\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g);
  return [...links].map(([, text = '', target = '']) => ({ text, target }));
}
