import { IconSchool } from '@tabler/icons-react';
import { cleanup, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../../test/support/dom.tsx';
import type { Feature } from '../feature.ts';
import { NotHere } from './not-here.tsx';

const list = { label: 'Courses', path: '/courses' };

const feature: Feature = {
  namespace: 'ui',
  routes: [
    { path: '/away', load: async () => () => <NotHere icon={IconSchool} cause="away" list={list} /> },
    {
      path: '/deleted',
      load: async () => () => (
        <NotHere icon={IconSchool} cause="deleted" what="The course is deleted" list={list}>
          Night train
        </NotHere>
      ),
    },
    { path: '/denied', load: async () => () => <NotHere icon={IconSchool} cause="not-allowed" list={list} /> },
  ],
  invalidates: {},
};

async function said(path: string): Promise<string> {
  await renderApp(path, { features: [feature] });
  const text = screen.getByRole('main').textContent ?? '';
  expect(screen.getByRole('button', { name: 'Courses' })).toBeTruthy();
  cleanup();
  return text;
}

test('each cause says what happened and what to do, and nothing of the other causes', async () => {
  const texts = { away: await said('/away'), deleted: await said('/deleted'), denied: await said('/denied') };
  expect(texts.away).toContain('This is not on this laptop');
  expect(texts.away).toContain('It has not arrived yet');
  expect(texts.deleted).toContain('The course is deleted');
  expect(texts.deleted).toContain('Night train');
  expect(texts.deleted).toContain('Whoever may delete it can bring it back');
  expect(texts.denied).toContain('Your role may not do this');
  expect(texts.denied).toContain('Ask your coordinator for a role that may');
  for (const text of [texts.deleted, texts.denied]) expect(text).not.toContain('arrived');
});
