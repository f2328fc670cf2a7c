import { fireEvent, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { fileAsText, openEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import { exchangedByHand } from '../../test/support/by-hand.ts';
import { doctrine, hubAnswers, now, people, uuid } from '../../test/support/hub-page.tsx';

const { asked, say, open } = hubAnswers();

describe('enrolment', () => {
  test('takes known people and a new one with roles, and shows the code once', async () => {
    await open('enrol');
    expect((await screen.findByLabelText(/Wen Jiahui/)).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByLabelText('Ines Calder'));
    const roles = screen.getByRole('group', { name: 'Roles in Network doctrine' });
    fireEvent.click(within(roles).getByLabelText('Trainer'));
    say('/codes/create', { code: 'AAAA-BBBB-CCCC-DDDD-EEEE', endsAt: now, persons: [people.people[0]?.person] });
    fireEvent.click(screen.getByRole('button', { name: 'Make the code' }));
    expect((await screen.findByText('AAAA-BBBB-CCCC-DDDD-EEEE')).getAttribute('dir')).toBe('ltr');
    expect(asked[0]?.body).toEqual({
      persons: [uuid(12)],
      newPersons: [],
      grants: [{ scope: doctrine.id, roles: ['trainer'] }],
    });
    fireEvent.click(screen.getByRole('button', { name: 'Make another' }));
    expect(screen.queryByText('AAAA-BBBB-CCCC-DDDD-EEEE')).toBeNull();
  });
});

describe('a device that shows letters', () => {
  test('[AK2] is seen before it is answered, and let in for the people that were chosen', async () => {
    say('/asks/find', { kind: 'ask-unknown', retry: 'now' }, 404);
    const { container } = await open('enrol');
    const section = within(await screen.findByRole('region', { name: 'A device that shows letters' }));
    const find = (letters: string) => {
      fireEvent.change(section.getByLabelText(/^Letters on its screen/), { target: { value: letters } });
      fireEvent.submit(section.getByRole('button', { name: 'Find the device' }).closest('form') as HTMLFormElement);
    };
    find('bbbb bbbb');
    expect((await section.findByRole('alert')).textContent).toMatch(/No device shows these letters now/);
    say('/asks/find', { deviceName: 'كشك المدخل', address: '10.0.0.9', askedAt: now, endsAt: now + 900_000 });
    find('bcdf-ghjk');
    expect((await section.findByRole('heading', { level: 3 })).textContent).toContain('كشك المدخل');
    expect(section.getByText(/from the address .*10\.0\.0\.9/)).toBeTruthy();
    // One form at a time asks for people and roles.
    expect(screen.queryByRole('button', { name: 'Make the code' })).toBeNull();
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    fireEvent.click(section.getByLabelText('Ines Calder'));
    say('/asks/answer', { persons: [people.people[0]?.person] });
    fireEvent.click(section.getByRole('button', { name: 'The device is ours: let it in' }));
    await section.findByText(/is let in for .*Ines Calder/);
    expect(asked.at(-1)).toEqual({
      path: '/asks/answer',
      body: { userCode: 'bcdf-ghjk', persons: [uuid(12)], newPersons: [], grants: [] },
    });
    expect(screen.getByRole('button', { name: 'Make the code' })).toBeTruthy();
  });
});

describe('a laptop without a network', () => {
  test('[OE1] [OE2] its request shows its words before anything is answered, and the answer is a file with words of its own', async () => {
    const { request, answer, words } = await exchangedByHand(now);
    await open('enrol');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Or paste the request as text' }), {
      target: { value: fileAsText(request) },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
    const shown = await screen.findByRole('list', { name: 'Words of the request' });
    const opened = openEnrolmentRequest(request);
    expect(shown.textContent).toBe(opened.ok && opened.value.words.join(''));
    expect(screen.queryByRole('button', { name: 'Make the code' })).toBeNull();
    expect(asked).toEqual([]);
    fireEvent.click(screen.getByLabelText('Ines Calder'));
    say('/requests/answer', { kind: 'request-answered', retry: 'never' }, 409);
    fireEvent.click(screen.getByRole('button', { name: /make the answer/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('answered before');
    const persons = [people.people[0]?.person];
    say('/requests/answer', { answer: toHex(answer), words, goodUntil: now, persons });
    fireEvent.click(screen.getByRole('button', { name: /make the answer/ }));
    expect((await screen.findByRole('list', { name: 'Words of the answer' })).textContent).toBe(words.join(''));
    expect(asked[1]?.body).toMatchObject({ request: toHex(request), persons: [uuid(12)] });
    expect(screen.getByRole('button', { name: 'Save the answer' })).toBeTruthy();
  });

  test('[OE1] what is no request says so; a clock that is wrong by years is said before anything is answered', async () => {
    const read = async (text: string) => {
      fireEvent.change(await screen.findByRole('textbox', { name: 'Or paste the request as text' }), {
        target: { value: text },
      });
      fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
    };
    await open('enrol');
    const { request } = await exchangedByHand(Date.UTC(2001, 0, 5));
    await read(fileAsText(request).slice(0, -9));
    expect((await screen.findByRole('alert')).textContent).toContain('it waits there');
    await read(fileAsText(request));
    expect(await screen.findByText(/clock the request was made on 5 Jan 2001/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Put this request aside' }));
    await read(fileAsText((await exchangedByHand(Date.now())).request));
    await screen.findByRole('list', { name: 'Words of the request' });
    expect(screen.queryByText(/clock the request was made/)).toBeNull();
    expect(asked).toEqual([]);
  });
});
