/** A process that runs the tests of the rules with one mutant in them, or with none. Ends with 0 when all of them pass. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutated } from './mutate.ts';

export interface PlantedMutant extends Mutant {
  readonly path: string;
}

const [, , testList = '[]', plantedText = 'null'] = process.argv;
const planted = JSON.parse(plantedText) as PlantedMutant | null;

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'vitest' ? new URL('./assertions.ts', import.meta.url).href : specifier, context),
  load(url, context, next) {
    if (planted === null || !url.startsWith('file:') || fileURLToPath(url) !== planted.path) return next(url, context);
    const source = mutated(readFileSync(planted.path, 'utf8'), planted);
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});

const { runTests } = await import('./assertions.ts');
try {
  // The next file is loaded only when nothing failed yet: the quick ones come first.
  for (const path of JSON.parse(testList) as string[]) {
    await import(path);
    if ((await runTests()) === 0) throw new Error('No test was found');
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.message}: ${String(error.cause)}` : String(error)}\n`);
  process.exitCode = 1;
}
