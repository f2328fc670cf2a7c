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
  });
  return outputFiles[0]?.text ?? '';
}
