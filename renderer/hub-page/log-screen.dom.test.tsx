import { screen } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test } from 'vitest';
import { day, hubAnswers, now } from '../../test/support/hub-page.tsx';

const { say, open } = hubAnswers();

describe('the audit log', () => {
  const log = {
    entries: [
      { class: 'order', count: 40 },
      { class: 'sign-in', count: 2 },
    ],
    newest: { size: 42, at: now, root: 'ab'.repeat(32) },
    laptops: 3,
    witnesses: [
      { size: 42, at: now },
      { size: 40, at: now - day },
    ],
  };

  test('says what it holds, how many laptops cosigned its newest state, and how to check it elsewhere', async () => {
    say('/log', log);
    const { container } = await open('log');
    const fact = await screen.findByText('Laptops that cosigned');
    expect(fact.nextElementSibling?.textContent).toBe('2 of 3');
    expect(screen.getByText('Entries that a laptop has cosigned').nextElementSibling?.textContent).toBe('42');
    expect(screen.getByText('Changes given their place').nextElementSibling?.textContent).toBe('40');
    const save = screen.getByRole('link', { name: 'Save the log' });
    expect(save.getAttribute('href')).toBe('/coordinator/api/log/file');
    expect(screen.getByText('waypost audit verify waypost-log.jsonl FILE').closest('li')?.textContent).toMatch(
      /^Check all/,
    );
    expect((await run(container)).violations).toEqual([]);
  });

  test('that no laptop watches it is said, in the reader’s direction', async () => {
    say('/log', { ...log, witnesses: [] });
    await open('log', 'ar');
    expect(await screen.findByText(/لم يوقّع أي حاسوب بعد/)).toBeTruthy();
    expect(screen.queryByText('آخر توقيع لحاسوب')).toBeNull();
  });
});
