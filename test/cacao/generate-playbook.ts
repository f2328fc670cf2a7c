/** Draws playbooks of CACAO 2.0 for property tests: valid in their parts, free in everything the standard leaves open. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../shared/base/json.ts';
import { extensionDefinition, extensionId } from '../../shared/domain/cacao/extension.ts';
import { derivedIdentifier } from '../../shared/domain/cacao/identifiers.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const time = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Microseconds are valid in files and finer than our instants. */
const fineTime = time.map((each) => each.replace('Z', '123Z'));
/** Any JSON but the one name that imports leave out. */
const anything = fc
  .json({ maxDepth: 3 })
  .filter((json) => !json.includes('__proto__'))
  .map((json) => JSON.parse(json) as Json);
const ownName = fc.stringMatching(/^x_[a-z]{1,8}$/);
const tag = fc.constantFrom('ar', 'fr', 'ru', 'zh', 'pt-BR');
const kinds = ['action', 'playbook-action', 'parallel', 'if-condition', 'while-condition', 'switch-condition'] as const;

const translated = fc.dictionary(tag, fc.record({ name: text, description: text, who: text }, { requiredKeys: [] }));

const common = fc.record(
  {
    name: text,
    description: text,
    delay: fc.nat(),
    timeout: fc.nat(),
    owner: fc.constant(derivedIdentifier('identity', 'owner')),
    external_references: fc.array(fc.record({ name: text, url: text, x_own: anything }, { requiredKeys: ['name'] }), {
      maxLength: 2,
    }),
    step_extensions: fc.record(
      {
        [extensionId]: fc.record({
          type: fc.constant('waypost-step'),
          who: text,
          caution: text,
          evidence: text,
          jurisdictions: fc.array(fc.oneof(fc.record({ jurisdiction: text, basis: text }), anything), { maxLength: 2 }),
          adaptable: fc.oneof(fc.array(fc.constantFrom('notes', 'replace:who', 'later'), { maxLength: 3 }), anything),
          translations: translated,
        }),
        'extension-definition--aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa': fc.dictionary(ownName, anything),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const time0 = '2026-01-01T00:00:00.000Z';

/** A workflow of `count` steps whose edges lead anywhere, back and to nowhere too. */
function workflow(count: number): fc.Arbitrary<JsonObject> {
  const start = derivedIdentifier('start', 'start');
  const end = derivedIdentifier('end', 'end');
  return fc
    .array(fc.tuple(fc.constantFrom(...kinds), common, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), anything), {
      minLength: count,
      maxLength: count,
    })
    .map((drawn) => {
      const ids = drawn.map(([kind], i) => derivedIdentifier(kind, String(i)));
      const targets = [...ids, end, derivedIdentifier('action', 'nowhere')];
      const pick = (n: number | undefined) => targets[(n ?? 0) % targets.length] as string;
      const steps = drawn.map(([kind, base, n, extra], i): [string, Json] => {
        const own: Record<string, Json> = {
          ...(base as JsonObject),
          type: kind,
          on_completion: pick(n[0]),
          x_own: extra,
        };
        if (kind === 'action') own.commands = [{ type: 'manual', command: String(n[1]) }];
        if (kind === 'playbook-action')
          Object.assign(own, { playbook_id: derivedIdentifier('playbook', 'other'), playbook_version: time0 });
        if (kind === 'parallel') own.next_steps = [pick(n[1]), pick(n[2])];
        if (kind === 'if-condition' || kind === 'while-condition') {
          Object.assign(own, { condition: 'x = 1', on_true: pick(n[1]) });
        }
        if (kind === 'if-condition') own.on_false = pick(n[2]);
        if (kind === 'switch-condition')
          Object.assign(own, { switch: 'x', cases: { a: pick(n[1]), default: pick(n[2]) } });
        return [ids[i] as string, own];
      });
      const first = ids[0] ?? end;
      return Object.fromEntries([[start, { type: 'start', on_completion: first }], ...steps, [end, { type: 'end' }]]);
    });
}

const header = fc.record(
  {
    name: text,
    description: text,
    playbook_types: fc.array(text, { maxLength: 3 }),
    labels: fc.array(text, { minLength: 1, maxLength: 3 }),
    industry_sectors: fc.array(text, { minLength: 1, maxLength: 3 }),
    revoked: fc.boolean(),
    valid_from: fc.oneof(time, fineTime),
    valid_until: fc.oneof(time, fineTime),
    priority: fc.nat({ max: 100 }),
    severity: anything,
    playbook_variables: fc.dictionary(ownName, anything),
    agent_definitions: fc.dictionary(ownName, anything),
    external_references: fc.array(fc.record({ name: text }), { minLength: 1, maxLength: 2 }),
    markings: anything,
    x_unknown: anything,
    constructor: anything,
    playbook_extensions: fc.record(
      {
        [extensionId]: fc.record(
          {
            type: fc.constant('waypost-playbook'),
            language: tag,
            reference: text,
            translations: translated,
            x_more: anything,
          },
          { requiredKeys: ['type'] },
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['name'] },
);

/** A playbook document of version 2.0 with up to 12 steps. */
export const playbookArbitrary: fc.Arbitrary<JsonObject> = fc
  .tuple(header, fc.nat({ max: 12 }).chain(workflow), time)
  .map(([drawn, steps, created]) => {
    const document: Record<string, Json> = {
      ...(drawn as unknown as JsonObject),
      type: 'playbook',
      spec_version: 'cacao-2.0',
      id: derivedIdentifier('playbook', created),
      created_by: derivedIdentifier('identity', 'author'),
      created,
      modified: created,
      workflow_start: derivedIdentifier('start', 'start'),
      workflow: steps,
    };
    if (JSON.stringify(document).includes(`"${extensionId}"`)) {
      document.extension_definitions = { [extensionId]: extensionDefinition };
    }
    return document;
  });
