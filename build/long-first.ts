/** The order in which test files begin: the longest first, so that no core waits for one that began last. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of more than half a minute. Vitest goes by their size where it has not seen them run, as on every new machine. */
const longest = [
  'test/policy/doors/doors.db.test.ts',
  'build/sample-network.db.test.ts',
  'hub/db/embedded-postgres.db.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/e2e/vault.e2e.ts',
  'test/e2e/coordinator.e2e.ts',
  'test/e2e/torture.e2e.ts',
  'test/e2e/training.e2e.ts',
  'test/e2e/lost-scope.e2e.ts',
  'test/e2e/life.e2e.ts',
  'test/e2e/by-hand.e2e.ts',
  'test/e2e/bad-days.e2e.ts',
  'test/e2e/two-laptops.e2e.ts',
  'test/e2e/screens.e2e.ts',
  'test/e2e/profiles.e2e.ts',
  'test/e2e/home.e2e.ts',
  'test/e2e/attachments.e2e.ts',
  'test/e2e/exchange.e2e.ts',
  'test/e2e/own-certificate.e2e.ts',
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.endsWith(name));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
