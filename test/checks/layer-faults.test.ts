import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeCruise, layersStep, sourceFolders } from '../../build/check-layers.ts';
import { emptyTree, type PlantedTree } from './planted-tree.ts';

const plain = 'export const here = 1;\n';
const imports = (path: string) => `import * as there from '${path}';\n\nexport const here = there;\n`;

/** What each rule must refuse: the file that breaks it, and what that file imports. */
const faults: readonly { readonly rule: string; readonly from: string; readonly to: string }[] = [
  { rule: 'shared-stands-alone', from: 'shared/domain/uses-hub.ts', to: '../../hub/target.ts' },
  { rule: 'hub-sees-shared', from: 'hub/uses-renderer.ts', to: '../renderer/ui/target.ts' },
  { rule: 'hub-sees-shared', from: 'hub/uses-headless.ts', to: '../headless/target.ts' },
  { rule: 'renderer-sees-shared', from: 'renderer/app/uses-electron.ts', to: '../../electron/target.ts' },
  { rule: 'electron-sees-shared', from: 'electron/uses-hub.ts', to: '../hub/target.ts' },
  { rule: 'disk-stands-alone', from: 'disk/uses-lan.ts', to: '../lan/target.ts' },
  { rule: 'lan-sees-shared', from: 'lan/uses-electron.ts', to: '../electron/target.ts' },
  { rule: 'headless-sees-shared', from: 'headless/uses-hub.ts', to: '../hub/target.ts' },
  { rule: 'hub-sees-shared', from: 'hub/uses-build.ts', to: '../build/target.ts' },
  { rule: 'features-stay-apart', from: 'renderer/features/one/uses-two.ts', to: '../two/target.ts' },
  { rule: 'features-see-no-app', from: 'renderer/features/one/uses-app.ts', to: '../../app/target.ts' },
  { rule: 'data-ui-i18n-are-below', from: 'renderer/ui/uses-feature.ts', to: '../features/two/target.ts' },
  { rule: 'base-is-the-floor', from: 'shared/base/uses-domain.ts', to: '../domain/target.ts' },
  { rule: 'domain-sees-base', from: 'shared/domain/uses-protocol.ts', to: '../protocol/target.ts' },
  { rule: 'protocol-sees-domain', from: 'shared/protocol/uses-sync.ts', to: '../sync/target.ts' },
  { rule: 'sync-sees-protocol', from: 'shared/sync/uses-ipc.ts', to: '../ipc/target.ts' },
  { rule: 'ipc-sees-domain', from: 'shared/ipc/uses-protocol.ts', to: '../protocol/target.ts' },
  { rule: 'shared-is-portable', from: 'shared/domain/uses-node.ts', to: 'node:fs' },
  { rule: 'shared-is-portable', from: 'shared/domain/uses-package.ts', to: 'react' },
  { rule: 'renderer-has-no-node', from: 'renderer/ui/uses-node.ts', to: 'node:path' },
  { rule: 'electron-has-one-home', from: 'hub/uses-electron-package.ts', to: 'electron' },
  { rule: 'dexie-has-one-home', from: 'renderer/features/one/uses-dexie.ts', to: 'dexie' },
  { rule: 'postgres-has-one-home', from: 'headless/uses-postgres.ts', to: 'pg' },
  { rule: 'badges-has-one-home', from: 'shared/domain/uses-jsonld.ts', to: 'jsonld' },
  { rule: 'policy-is-asked-whole', from: 'hub/uses-flow.ts', to: '../shared/domain/agreement/flow.ts' },
  { rule: 'policy-is-asked-whole', from: 'shared/sync/uses-grants.ts', to: '../domain/policy/in-force.ts' },
  { rule: 'lease-is-asked-in-one-place', from: 'shared/sync/uses-lease.ts', to: './lease.ts' },
  { rule: 'lease-is-asked-in-one-place', from: 'electron/uses-while-over.ts', to: '../shared/sync/while-over.ts' },
  { rule: 'nobody-imports-tests', from: 'hub/uses-test.ts', to: './target.test.ts' },
  { rule: 'everything-resolves', from: 'hub/uses-nothing.ts', to: './not-there.ts' },
  { rule: 'no-cycles', from: 'shared/domain/cycle-a.ts', to: './cycle-b.ts' },
];

/** What must stay allowed, close to the faults above. */
const allowed: Readonly<Record<string, string>> = {
  'shared/base/target.ts': plain,
  'shared/domain/target.ts': imports('../base/target.ts'),
  'shared/domain/agreement/flow.ts': plain,
  'shared/domain/policy/in-force.ts': plain,
  'shared/domain/policy/decide.ts': imports('../agreement/flow.ts'),
  'shared/protocol/target.ts': imports('../domain/target.ts'),
  'shared/sync/target.ts': imports('../protocol/target.ts'),
  'shared/sync/lease.ts': plain,
  'shared/sync/while-over.ts': plain,
  'shared/sync/shown.ts': imports('./while-over.ts'),
  'shared/ipc/target.ts': imports('../domain/target.ts'),
  'shared/domain/uses-zod.ts': imports('zod'),
  'shared/domain/uses-cbor.ts': imports('cborg'),
  'shared/domain/uses-hashes.ts': imports('@noble/hashes/sha2.js'),
  'shared/domain/badge/uses-jose.ts': imports('jose'),
  'disk/target.ts': plain,
  'lan/target.ts': imports('../shared/sync/target.ts'),
  'electron/target.ts': imports('../shared/sync/target.ts'),
  'electron/uses-disk.ts': imports('../disk/target.ts'),
  'electron/uses-electron-package.ts': imports('electron'),
  'hub/target.ts': imports('../shared/protocol/target.ts'),
  'hub/uses-disk.ts': imports('../disk/target.ts'),
  'hub/uses-postgres.ts': imports('pg'),
  'hub/target.test.ts': imports('../headless/target.ts'),
  'headless/target.ts': imports('../shared/sync/target.ts'),
  'headless/uses-disk.ts': imports('../disk/target.ts'),
  'build/target.ts': imports('../hub/target.ts'),
  'renderer/ui/target.ts': imports('../../shared/domain/target.ts'),
  'renderer/app/target.ts': imports('../features/two/target.ts'),
  'renderer/features/two/target.ts': imports('../../ui/target.ts'),
  'renderer/data/uses-dexie.ts': imports('dexie'),
  'test/target.ts': imports('../build/target.ts'),
};

describe('dependency-cruiser', () => {
  let tree: PlantedTree;
  let silent: readonly string[];
  let reported: readonly string[];

  beforeAll(async () => {
    tree = await emptyTree();
    await tree.plant(allowed);
    silent = await layersStep.run(tree.root);
    await tree.plant(Object.fromEntries(faults.map(({ from, to }) => [from, imports(to)])));
    await tree.plant({ 'shared/domain/cycle-b.ts': imports('./cycle-a.ts') });
    reported = await layersStep.run(tree.root);
  });
  afterAll(() => tree.remove());

  test('says nothing about imports that the layers allow', () => {
    expect(silent).toEqual([]);
  });

  test.each(faults)('reports $from by $rule', ({ rule, from }) => {
    expect(reported.filter((problem) => problem.startsWith(`${rule}: ${from} -> `))).not.toEqual([]);
  });

  test('reports nothing but the planted faults', () => {
    const planted = new Set(faults.map(({ from }) => from));
    const others = reported.filter((problem) => !planted.has(/: (\S+) -> /.exec(problem)?.[1] ?? ''));
    expect(others.filter((problem) => !problem.includes('cycle-'))).toEqual([]);
  });

  test('is not believed when it read fewer modules than there are', () => {
    const report = { modules: [{ source: 'hub/a.ts' }], summary: { violations: [] } };
    expect(judgeCruise(report, ['hub/a.ts'])).toEqual([]);
    expect(judgeCruise(report, ['hub/a.ts', 'hub/b.ts'])).toHaveLength(1);
    expect(judgeCruise({ ...report, modules: [] }, [])).toHaveLength(1);
  });

  test('has rules for every source folder of the project', () => {
    const guarded = new Set(faults.map(({ from }) => from.split('/')[0]));
    expect(sourceFolders.filter((folder) => !guarded.has(folder))).toEqual(['build', 'test']);
  });
});
