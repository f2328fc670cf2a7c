import { expect, test } from 'vitest';
import { judgeAccess } from '../../hub/access/judge-access.ts';
import type { Json } from '../../shared/base/json.ts';
import { type Answer, type Asked, digestOfAsked } from '../../shared/domain/access/access-request.ts';
import { type Role, roles } from '../../shared/domain/policy/roles.ts';
import { seeded } from '../sim/seeded.ts';
import { uuidNumbered } from '../support/network.ts';
import { type AnswerOracle, answerLineOf, answerLines } from './access-oracle.ts';

const cases = 4_000;
const [request, scope, other] = [uuidNumbered(0x9b, 1), uuidNumbered(0x5c, 1), uuidNumbered(0x5c, 2)];
const profile = (n: number) => ({ person: uuidNumbered(0xaa, n), name: `Person ${n}`, centre: 'Coast' });
const [asker, somebody, stranger] = [profile(1), profile(2), profile(3)];
const people = new Map([asker, somebody, stranger].map((one) => [one.person, one]));
const now = Date.UTC(2030, 0, 2);
const asked: Asked = {
  scope,
  scopeName: 'Papers',
  kinds: ['playbook'],
  purpose: 'Why',
  language: 'en',
  until: '2030-01-31',
  by: asker,
  at: Date.UTC(2030, 0, 1),
};

test('four thousand answers: each counts exactly when the page says so', () => {
  const random = seeded(32);
  const wrong: string[] = [];
  const met = new Map<string, number>();
  for (let n = 0; n < cases; n++) {
    const drawn = (): Role[] => roles.filter(() => random.chance(random.pick([0.05, 0.3])));
    const then = drawn();
    const it: AnswerOracle = {
      does: random.pick(['approve', 'refuse', 'end'] as const),
      isOfAsker: random.chance(0.3),
      saysOwnName: random.chance(0.9),
      isExact: random.chance(0.9),
      now: random.chance(0.7) ? then : drawn(),
      then,
    };
    const author = it.isOfAsker ? asker : somebody;
    const answer: Answer = {
      does: it.does,
      request,
      digest: it.isExact ? digestOfAsked(request, asked) : 'ab'.repeat(32),
      reason: 'So',
      language: 'en',
      by: it.saysOwnName ? author : stranger,
      at: now,
    };
    const held = (given: readonly Role[]) => [
      { person: author.person, scope, roles: given },
      { person: author.person, scope: other, roles: ['coordinator'] as const },
    ];
    const value = answer as unknown as Json;
    const operation = {
      id: 'ab'.repeat(16),
      kind: 'set',
      type: 'access-answer',
      record: uuidNumbered(0x9b, 2),
    } as const;
    const rest = { scope: other, field: 'answer', value, supersedes: [], tx: request, lamport: 1, wall: 1, schema: 1 };
    const judged = judgeAccess(
      { access: new Map([[request, [{ request, asked }]]]), people, now },
      { kind: 'accept' },
      { ...operation, ...rest },
      {
        origin: { author: author.person, device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0x11, 1) },
        context: {
          author: author.person,
          authorOnDevice: true,
          deviceRevoked: false,
          at: now,
          present: held(it.now as Role[]),
          known: held(it.then as Role[]),
        },
      },
    );
    const [situation, , counts] = answerLineOf(it);
    met.set(situation, (met.get(situation) ?? 0) + 1);
    if ((judged.kind === 'accept') !== counts) wrong.push(`${judged.kind}: ${JSON.stringify(it)}`);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  const situations = new Set(answerLines.map(([situation]) => situation));
  for (const situation of situations) {
    if (situation !== 'by whoever asked') expect(met.get(situation), situation).toBeGreaterThan(cases / 100);
  }
});
