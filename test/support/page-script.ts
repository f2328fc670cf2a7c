import { build } from 'esbuild';
import { inProject } from '../../build/project-root.ts';

/** A file of this project with all that it imports, as a script that a page runs. */
export async function pageScript(...path: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [inProject(...path)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome114',
    // What a page evaluates is no module: what a package says of its own place is that of nothing.
    define: { 'import.meta.url': '"https://localhost/"' },
  });
  return outputFiles[0]?.text ?? '';
}
