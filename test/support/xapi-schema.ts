/** What xAPI 2.0 (IEEE 9274.1.1) asks of a statement and of its parts, as schemas: in our own words, for tests. */
import { Ajv } from 'ajv';

/** Each part is compiled once, and named wherever it stands in another. */
const part = (name: string) => ({ $ref: name });
const text = { type: 'string' } as const;
const iri = { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$' } as const;
const uuid = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
} as const;
const tag = '^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$';
const only = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const languageMap = { type: 'object', propertyNames: { pattern: tag }, additionalProperties: text } as const;
const extensions = { type: 'object', propertyNames: iri, additionalProperties: true } as const;

/** Exactly one of these says who somebody is. */
const identified = ['mbox', 'mbox_sha1sum', 'openid', 'account'].map((name) => ({ required: [name] }));
const who = {
  name: text,
  mbox: { type: 'string', pattern: '^mailto:[^@\\s]+@[^@\\s]+$' },
  mbox_sha1sum: { type: 'string', pattern: '^[0-9a-f]{40}$' },
  openid: iri,
  account: only({ homePage: iri, name: text }, ['homePage', 'name']),
};
const agent = { ...only({ objectType: { const: 'Agent' }, ...who }), oneOf: identified };
const group = {
  ...only({ objectType: { const: 'Group' }, ...who, member: { type: 'array', items: part('agent') } }, ['objectType']),
  oneOf: [...identified, { required: ['member'], not: { anyOf: identified } }],
};
const actor = { anyOf: [part('agent'), part('group')] };
const verb = only({ id: iri, display: languageMap }, ['id']);

const component = { type: 'array', items: only({ id: text, description: languageMap }, ['id']) } as const;
const interactions = [
  'true-false',
  'choice',
  'fill-in',
  'long-fill-in',
  'matching',
  'performance',
  'sequencing',
  'likert',
  'numeric',
  'other',
];
const activity = only(
  {
    objectType: { const: 'Activity' },
    id: iri,
    definition: only({
      name: languageMap,
      description: languageMap,
      type: iri,
      moreInfo: iri,
      extensions,
      interactionType: { enum: interactions },
      correctResponsesPattern: { type: 'array', items: text },
      ...Object.fromEntries(['choices', 'scale', 'source', 'target', 'steps'].map((name) => [name, component])),
    }),
  },
  ['id'],
);
const activities = { anyOf: [part('activity'), { type: 'array', items: part('activity') }] };
const reference = only({ objectType: { const: 'StatementRef' }, id: uuid }, ['objectType', 'id']);

const result = only({
  score: only({
    scaled: { type: 'number', minimum: -1, maximum: 1 },
    raw: { type: 'number' },
    min: { type: 'number' },
    max: { type: 'number' },
  }),
  success: { type: 'boolean' },
  completion: { type: 'boolean' },
  response: text,
  duration: { type: 'string', pattern: '^P(?=.)([0-9.]+W|([0-9.]+[YMD])*(T([0-9.]+[HMS])+)?)$' },
  extensions,
});
const relevant = { type: 'array', items: iri } as const;
const contextOf = (each: 'agent' | 'group', schema: object) => ({
  type: 'array',
  items: only(
    {
      objectType: { const: `context${each === 'agent' ? 'Agent' : 'Group'}` },
      [each]: schema,
      relevantTypes: relevant,
    },
    ['objectType', each],
  ),
});
const context = only({
  registration: uuid,
  instructor: part('actor'),
  team: part('group'),
  contextActivities: only({
    parent: part('activities'),
    grouping: part('activities'),
    category: part('activities'),
    other: part('activities'),
  }),
  contextAgents: contextOf('agent', part('agent')),
  contextGroups: contextOf('group', part('group')),
  revision: text,
  platform: text,
  language: { type: 'string', pattern: tag },
  statement: reference,
  extensions,
});

const isVoiding = {
  properties: { verb: { properties: { id: { const: 'http://adlnet.gov/expapi/verbs/voided' } }, required: ['id'] } },
  required: ['verb'],
} as const;
const statement = {
  ...only(
    {
      id: uuid,
      actor: part('actor'),
      verb: part('verb'),
      object: { anyOf: [part('activity'), part('actor'), reference] },
      result: part('result'),
      context: part('context'),
      timestamp: {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$',
      },
      version: { type: 'string', pattern: '^(1\\.0(\\.\\d+)?|2\\.0(\\.0)?)$' },
    },
    ['actor', 'verb', 'object'],
  ),
  // What takes a statement back names one.
  anyOf: [{ properties: { object: reference } }, { not: isVoiding }],
};

const schemas = { statement, actor, agent, group, verb, activity, activities, result, context } as const;
const ajv = new Ajv({ strict: false });
for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);

/** What is wrong with a part of a statement, the first of it; nothing when it keeps the standard. */
export function xapiProblems(name: keyof typeof schemas, value: unknown): string[] {
  if (ajv.validate(name, value)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
