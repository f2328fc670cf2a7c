import { expect, test } from 'vitest';
import { z } from 'zod';
import { enrolAnswerSchema, enrolRequestSchema } from './enrolment.ts';
import { syncReplySchema } from './sync-reply.ts';
import { syncRequestSchema } from './sync-request.ts';
import { PROTOCOL_VERSION } from './version.ts';

test('the wire format only changes together with PROTOCOL_VERSION', async () => {
  const schemas = { syncRequestSchema, syncReplySchema, enrolRequestSchema, enrolAnswerSchema };
  const wire = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
  await expect(`${JSON.stringify(wire, null, 2)}\n`).toMatchFileSnapshot(`./locks/v${PROTOCOL_VERSION}.json`);
});
