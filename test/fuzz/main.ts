/**
 * `npm run fuzz -- --inputs N [--from S]`: reads N damaged inputs with every decoder, on every core. With `--ipc` it sends
 * the desktop's host N messages instead, as a page writes them that somebody took over. The last line is JSON; exits with 1
 * when something threw, hung, needed too much memory or did what it should not. The same number is the same input.
 */
import { parseArgs } from 'node:util';
import { fuzz } from './many-inputs.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '200000' },
    from: { type: 'string', default: '1' },
    ipc: { type: 'boolean', default: false },
    jobs: { type: 'string' },
  },
});
const [inputs, from] = [Number(values.inputs), Number(values.from)];
const jobs = values.jobs === undefined ? undefined : Number(values.jobs);
if (![inputs, from, jobs ?? 1].every(Number.isSafeInteger) || inputs < 1 || (jobs ?? 1) < 1) {
  console.error('usage: npm run fuzz -- --inputs N [--from S] [--ipc] [--jobs J]');
  process.exit(2);
}
const { findings, memory, slowest, ...counts } = await fuzz(from, inputs, {
  part: values.ipc ? 'ipc' : 'decoders',
  jobs,
});
for (const finding of findings.slice(0, 20)) console.log(finding);
const figures = { memoryMiB: Math.round(memory / 2 ** 20), slowestMs: Math.round(slowest) };
console.log(JSON.stringify({ ...counts, findings: findings.length, ...figures }));
process.exitCode = findings.length > 0 ? 1 : 0;
