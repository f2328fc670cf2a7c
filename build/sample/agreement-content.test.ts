import { expect, test } from 'vitest';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { languages } from '../../shared/domain/language.ts';
import { readAgreements } from './agreement-content.ts';

test('there is an agreement in every language, in every state, and none is signed by whoever proposed it', async () => {
  const agreements = await readAgreements();
  expect(agreements.map(({ language }) => language).sort()).toEqual([...languages].sort());
  for (const { parties, by, signed, ended } of agreements) {
    for (const one of [...signed, ...(ended === undefined ? [] : [ended])])
      expect(parties).toContain(samplePeople[one.by].centre);
    expect(signed.map((one) => one.by)).not.toContain(by);
  }
});
