import { expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import {
  type Act,
  agreedKinds,
  agreement,
  agreementAct,
  ceilings,
  digestOfTerms,
  type Terms,
} from '../../shared/domain/agreement/agreement.ts';
import { type AgreementWord, agreedFrom } from '../../shared/domain/agreement/standing.ts';
import type { ShownMark } from '../../shared/domain/exchange/library-format.ts';
import { decide } from '../../shared/domain/policy/decide.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';
import { uuidNumbered } from '../support/network.ts';
import { type GoingOracle, goesLineOf, goesLines, type ShownOracle, showsLineOf, showsLines } from './facts-oracle.ts';
import { drawGrants, grantsOf, scope } from './facts-world.ts';
import { type AgreementOracle, flowLines, lineOf, type SaidOracle } from './flow-oracle.ts';

/** Fewer for each of many faults that are put into the rules (npm run mutants). */
const cases = Number(process.env['WAYPOST_POLICY_CASES'] ?? 50_000);
const centres = ['Coast', 'Highlands', 'Lakes'];
const people = centres.flatMap((of, at) => [0, 1, 2].map((n) => ({ who: uuidNumbered(0xaa, at * 10 + n), of })));
const kinds = [...agreedKinds, 'step', 'weather'];
const dayOf = (day: number) => `2030-01-${String(day).padStart(2, '0')}`;

function drawAgreement(random: Seeded): AgreementOracle {
  const between = random.chance(0.7) ? centres.slice(0, 2) : centres.filter(() => random.chance(0.8));
  const needs = random.pick([1, 1, 2]);
  const [first, last] = random.chance(0.7) ? [1, 28] : [1 + random.below(14), 15 + random.below(14)];
  // Mostly everybody signs, since one missing signature spoils it all.
  const signs = people
    .filter(() => random.chance(0.85))
    .map((one): SaidOracle => ({ ...one, what: 'signs', isExact: random.chance(0.97) }));
  const ends = people
    .filter(() => random.chance(0.02))
    .map((one): SaidOracle => ({ ...one, what: 'ends', isExact: random.chance(0.9) }));
  return {
    between: between.length < 2 ? centres.slice(1) : between,
    kinds: kinds.filter(() => random.chance(0.6)),
    ceiling: random.below(ceilings.length),
    asksConsent: random.chance(0.3),
    first,
    last,
    needs,
    proposer: random.pick(people).who,
    said: [...signs, ...ends],
  };
}

/** Agreements are costly to make and few are enough: what differs is what meets them. */
const poolSize = 1_000;

function draw(random: Seeded, pool: readonly AgreementOracle[]): GoingOracle {
  const day = 1 + random.below(28);
  return {
    grants: drawGrants(random),
    asked: random.chance(0.9) ? day : null,
    type: random.pick(['playbook', 'playbook', 'step', 'exercise', 'person', 'session', 'run', 'weather']),
    does: random.pick(['leave', 'cross'] as const),
    highest: random.pick([null, null, 4, 3, 2]),
    isForNobody: random.chance(0.15),
    from: random.pick([...centres, null]),
    to: random.pick([...centres, 'Ondra Bay']),
    goesHome: random.chance(0.1),
    mark: random.pick([0, 1, 2, 2, 3, 4, null]),
    consent: random.pick(['about-nobody', 'about-nobody', 'given', 'unsaid', 'refused'] as const),
    kind: random.pick(kinds),
    day,
    agreements: Array.from({ length: random.below(4) }, () => random.pick(pool)),
  };
}

/** The same agreement as the product keeps it: words of records, among which it must find what belongs together. */
function wordsOf(one: AgreementOracle, n: number): AgreementWord[] {
  const record = uuidNumbered(0xa6, n);
  const by = (who: string, centre: string) => ({ person: who, name: who, centre });
  const proposer = people.find(({ who }) => who === one.proposer) ?? { who: one.proposer, of: '' };
  const terms: Terms = {
    title: `Agreement ${n}`,
    reference: '',
    purpose: 'Practice',
    language: 'en',
    parties: [...one.between],
    kinds: one.kinds.length === 0 ? ['nothing'] : [...one.kinds],
    ceiling: ceilings[one.ceiling] as Terms['ceiling'],
    ...(one.asksConsent ? { consent: true } : {}),
    from: dayOf(one.first),
    until: dayOf(one.last),
    signatures: one.needs,
    by: by(proposer.who, proposer.of),
    at: 1,
  };
  const acts = one.said.map(
    ({ what, who, of, isExact }, at): Act => ({
      does: what === 'signs' ? 'sign' : 'end',
      digest: digestOfTerms(isExact ? record : uuidNumbered(0xa7, n), terms),
      note: '',
      language: 'en',
      by: by(who, of),
      at: 2 + at,
    }),
  );
  const said = acts.map((act) => ({ type: agreementAct.type, record, value: act as unknown as Json }));
  return [...said, { type: agreement.type, record, value: terms as unknown as Json }];
}

const markOf = (mark: number | null): ShownMark => (mark === null ? 'none' : (tlpLevels[mark] ?? 'TLP:RED'));

test('fifty thousand situations: what flows between centres is what the page says, and nothing besides', () => {
  const random = seeded(86);
  const pool = Array.from({ length: poolSize }, () => drawAgreement(random));
  const kept = new Map(pool.map((one, n) => [one, agreedFrom(wordsOf(one, n))]));
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  const count = (line: string) => counts.set(line, (counts.get(line) ?? 0) + 1);
  for (let n = 0; n < cases; n++) {
    const it = draw(random, pool);
    const [line, goes] = goesLineOf(it);
    count(line);
    if (line === 'it may not flow to that centre' || line === 'anything else') count(lineOf(it));
    const going = {
      subject: { kind: it.kind, mark: markOf(it.mark), consent: it.consent },
      way: it.isForNobody ? null : { from: it.from ?? undefined, to: it.to ?? undefined, isHome: it.goesHome },
      agreements: it.agreements.flatMap((one) => kept.get(one) ?? []),
      today: dayOf(it.day),
      highest: it.highest === null ? null : (tlpLevels[it.highest] ?? 'TLP:RED'),
    };
    const question = { action: it.does, scope, type: it.type, at: it.asked ?? undefined, going };
    const { allowed } = decide(grantsOf(it.grants), question);
    if (allowed !== goes) wrong.push(`${allowed} where "${line}": ${JSON.stringify(it)}`);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(flowLines.length).toBe(7);
  for (const [line] of [...flowLines, ...goesLines]) expect(counts.get(line) ?? 0, line).toBeGreaterThan(cases / 200);
});

test('fifty thousand situations: a laptop shows what the page says, and nothing besides', () => {
  const random = seeded(64);
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let n = 0; n < cases; n++) {
    const it: ShownOracle = {
      grants: drawGrants(random),
      asked: 1 + random.below(28),
      type: random.pick(['playbook', 'step', 'person', 'certificate', 'session', 'weather']),
      leaseIsOver: random.chance(0.7),
      stays: random.pick(['own-work', 'released', 'no'] as const),
      mark: random.pick([0, 2, 3, 4, 4, null]),
    };
    const [line, shows] = showsLineOf(it);
    counts.set(line, (counts.get(line) ?? 0) + 1);
    const { allowed } = decide(grantsOf(it.grants), {
      ...{ action: 'show', scope, type: it.type, at: it.asked },
      ...{ lease: it.leaseIsOver ? 'over' : 'counts', stays: it.stays, mark: markOf(it.mark) },
    });
    if (allowed !== shows) wrong.push(`${allowed} where "${line}": ${JSON.stringify(it)}`);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  for (const [line] of showsLines) expect(counts.get(line) ?? 0, line).toBeGreaterThan(cases / 100);
});
