/**
 * `npm run fuzz -- --inputs N [--from S]`: reads N damaged inputs with every decoder, on every core. The last line is JSON;
 * exits with 1 when a decoder threw, hung or needed too much memory. The same number is the same input.
 */
import { parseArgs } from 'node:util';
import { fuzz } from './many-inputs.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '200000' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string' },
  },
});
const [inputs, from] = [Number(values.inputs), Number(values.from)];
const jobs = values.jobs === undefined ? undefined : Number(values.jobs);
if (![inputs, from, jobs ?? 1].every(Number.isSafeInteger) || inputs < 1 || (jobs ?? 1) < 1) {
  console.error('usage: npm run fuzz -- --inputs N [--from S] [--jobs J]');
  process.exit(2);
}
const { findings, memory, slowest, ...counts } = await fuzz(from, inputs, jobs);
for (const finding of findings.slice(0, 20)) console.log(finding);
const figures = { memoryMiB: Math.round(memory / 2 ** 20), slowestMs: Math.round(slowest) };
console.log(JSON.stringify({ ...counts, findings: findings.length, ...figures }));
process.exitCode = findings.length > 0 ? 1 : 0;
