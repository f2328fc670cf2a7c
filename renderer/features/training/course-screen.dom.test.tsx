import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { samplePlaybook, samplePlaybookId } from '../../../test/support/sample-playbook.ts';
import { courseId, openTraining, sampleSession } from '../../../test/support/training-screens.tsx';

test('a course and a session are made with nothing but the keyboard forms', async () => {
  const { engine } = await openTraining('/training/courses/new');
  fireEvent.change(await screen.findByRole('textbox', { name: 'Title' }), { target: { value: 'Radio discipline' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'Competencies' }), {
    target: { value: 'Speak plainly\nSpeak plainly' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: 'New session' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Place' }), { target: { value: 'Quay Street' } });
  fireEvent.change(screen.getByLabelText('First day'), { target: { value: '2026-11-23' } });
  const zone = screen.getByLabelText('Time zone');
  fireEvent.change(zone, { target: { value: 'Mars/Olympus' } });
  expect(screen.getByText('This laptop knows no such time zone')).toBeTruthy();
  fireEvent.change(zone, { target: { value: 'Africa/Tunis' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Nobody on the roster yet')).toBeTruthy();
  const [made] = await engine.list({ type: 'session' });
  expect(made?.values).toMatchObject({ start: '2026-11-23', end: '2026-11-23', timeZone: 'Africa/Tunis' });
});

test('a course names the playbooks that it teaches, those that are not here among them', async () => {
  const drafts = [...samplePlaybook(), ...sampleSession(['elsewhere'])];
  const { engine } = await openTraining(`/training/courses/${courseId}/edit`, { drafts });
  const box = await screen.findByRole('combobox', { name: 'Playbooks it teaches' });
  fireEvent.change(box, { target: { value: 'pb-0142' } });
  await screen.findByRole('option', { name: /Unattended item/ });
  fireEvent.keyDown(box, { key: 'Enter' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('heading', { level: 1, name: 'Evidence across borders' });
  const link = await screen.findByRole('link', { name: 'PB-0142 Unattended item at a transport hub' });
  expect(link.getAttribute('href')).toContain(`/playbooks/${samplePlaybookId}`);
  expect(screen.getByText('A playbook that is not on this laptop')).toBeTruthy();
  const [saved] = await engine.list({ type: 'course' });
  expect(saved?.values['playbooks']).toEqual(['elsewhere', samplePlaybookId]);
});
