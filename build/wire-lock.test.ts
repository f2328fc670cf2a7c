import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from './project-root.ts';
import { checkWireLocks, problemsOfWire, type Wire } from './wire-lock.ts';

const place = z.object({ scope: z.string(), seq: z.number() });
const request = {
  protocol: z.number(),
  layout: z.number().max(3).optional(),
  kind: z.enum(['one', 'two']),
  places: z.array(place).max(10),
  epoch: z.union([z.string(), z.null()]),
};
const wireOf = (members: z.ZodRawShape): Wire => ({ request: z.toJSONSchema(z.object(members), { io: 'input' }) });
const judged = (members: z.ZodRawShape) => problemsOfWire(wireOf(request), wireOf({ ...request, ...members }));

test('what goes over the wire today is in its locks, and nothing of them is gone or says another thing', async () => {
  expect(await checkWireLocks(projectRoot)).toEqual([]);
});

test('a lock that is not there is asked for', async () => {
  const problems = await checkWireLocks('/nowhere');
  expect(problems).toEqual(Array(2).fill(expect.stringContaining('run `node build/wire-lock.ts`')));
});

test.each<[string, z.ZodRawShape]>([
  ['a member', { glance: z.boolean().optional() }],
  ['a member of a member', { places: z.array(place.extend({ digest: z.string().optional() })).max(10) }],
])('%s that may be left out is added', (_, members) => {
  expect(judged(members)).toEqual([expect.stringContaining('run `node build/wire-lock.ts`')]);
});

test.each<[string, z.ZodRawShape]>([
  ['request.required asks for other members', { glance: z.boolean() }],
  ['request.required asks for other members', { protocol: z.number().optional() }],
  ['request.properties.protocol.type says another thing', { protocol: z.string() }],
  ['request.properties.layout.maximum says another thing', { layout: z.number().max(4).optional() }],
  ['request.properties.kind.enum has more or fewer choices', { kind: z.enum(['one', 'two', 'three']) }],
  ['request.properties.epoch.type has more or fewer choices', { epoch: z.union([z.string(), z.null(), z.number()]) }],
  [
    'request.properties.places.items.required asks for other members',
    { places: z.array(place.partial({ seq: true })).max(10) },
  ],
  ['request.properties.places.maxItems is gone', { places: z.array(place) }],
  ['request.properties.places.items.properties.seq is gone', { places: z.array(place.omit({ seq: true })).max(10) }],
])('%s: told, not added', (sentence, members) => {
  expect(judged(members)).toContainEqual(expect.stringMatching(new RegExp(`^${sentence}: other editions`)));
});

test('a member that is gone is told', () => {
  const { layout: _, ...fewer } = request;
  expect(problemsOfWire(wireOf(request), wireOf(fewer))).toEqual([
    expect.stringMatching(/^request\.properties\.layout is gone/),
  ]);
});
