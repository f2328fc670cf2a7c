import { expect, test } from 'vitest';
import { createRecord, deleteRecord, setFields } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { createSearchClient } from './search-client.ts';
import type { SearchPort } from './search-port.ts';
import { createSearchService, type SearchMessage } from './search-service.ts';

function pagePort(): SearchPort & { readonly posted: SearchMessage[] } {
  const service = createSearchService();
  const posted: SearchMessage[] = [];
  const port = {
    posted,
    onAnswer: (() => {}) as SearchPort['onAnswer'],
    post(message: SearchMessage) {
      posted.push(message);
      const answer = service(message);
      if (answer) port.onAnswer(answer);
    },
  };
  return port;
}

function drafts(result: ReturnType<typeof createRecord>) {
  if (!result.ok) throw new Error(result.failure.reason);
  return result.value;
}

const scope = 'scope-1';

async function library() {
  const engine = createFakeLiveEngine();
  engine.receive('a', drafts(createRecord(playbook, { scope, id: 'p1' }, { title: { en: 'Unattended item' } })));
  engine.receive('a', drafts(createRecord(step, { scope, id: 's1' }, { playbook: 'p1', name: { ar: 'أقم الطوق' } })));
  const port = pagePort();
  const client = createSearchClient(engine, port, ['playbook', 'step']);
  await client.filled;
  return { engine, port, client };
}

const owners = async (client: ReturnType<typeof createSearchClient>, text: string) =>
  (await client.find(text, 10)).map((hit) => hit.owner);

test('what was in the store is found, a step under its playbook', async () => {
  const { client } = await library();
  expect(await owners(client, 'unatt')).toEqual(['p1']);
  expect(await owners(client, 'طوق')).toEqual(['p1']);
});

test('an edit is followed, and only its record is indexed again', async () => {
  const { engine, port, client } = await library();
  const before = port.posted.length;
  const [state] = await engine.open(['p1']);
  const edit = setFields(playbook, state as never, { 'title.en': 'Threat call' });
  await engine.apply('a', edit.ok ? edit.value : []);
  await expect.poll(() => owners(client, 'threat')).toEqual(['p1']);
  expect(await owners(client, 'unattended')).toEqual([]);
  const puts = port.posted.slice(before).filter((message) => message.kind === 'put');
  expect(puts.flatMap((message) => message.documents.map((document) => document.id))).toEqual(['p1']);
});

test('a deleted step is no longer found', async () => {
  const { engine, client } = await library();
  const [state] = await engine.open(['s1']);
  const gone = deleteRecord(step, state as never);
  await engine.apply('a', gone.ok ? gone.value : []);
  await expect.poll(() => owners(client, 'طوق')).toEqual([]);
});
