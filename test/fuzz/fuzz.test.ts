import { describe, expect, test } from 'vitest';
import { createInputs, targets } from './inputs.ts';
import { fuzz } from './many-inputs.ts';

describe.each(targets)('$name', (target) => {
  test('samples are taken as they are, or damage to them would prove nothing', async () => {
    for (const { pieces, join } of await target.samples()) expect(await target.read(join(pieces))).toBe(true);
  });
});

test('the same number is the same input', async () => {
  const [first, second] = [await createInputs(), await createInputs()];
  for (let number = 0; number < 300; number++) expect(second(number).bytes).toEqual(first(number).bytes);
});

test('no damaged input makes a decoder throw, hang or take more than 256 MiB', { timeout: 600_000 }, async () => {
  const inputs = 200_000;
  const { findings, ...counts } = await fuzz(1, inputs);
  expect(findings).toEqual([]);
  // Most damage is found, and what is not found is read to its end: both ways are walked.
  expect(counts.refused).toBeGreaterThan(inputs / 2);
  expect(counts.taken).toBeGreaterThan(inputs / 20);
});
