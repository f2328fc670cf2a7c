import { expect, test } from 'vitest';
import { absentEntries } from './lockfile.ts';

const tool = {
  version: '2.0.0',
  dev: true,
  optionalDependencies: { 'tool-linux-x64': '2.0.0', 'tool-linux-x64-musl': '2.0.0', 'tool-win32-arm64-msvc': '2.0.0' },
};

test('an optional package that the lock leaves out comes back with its platform, so that npm ci accepts the lock', () => {
  const lock = { packages: { 'node_modules/tool': tool, 'node_modules/tool-linux-x64': { version: '2.0.0' } } };
  expect(absentEntries(lock)).toEqual({
    'node_modules/tool-linux-x64-musl': {
      version: '2.0.0',
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
      dev: true,
      optional: true,
    },
    'node_modules/tool-win32-arm64-msvc': {
      version: '2.0.0',
      os: ['win32'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    },
  });
});

test('a package found below its parent, and one without an exact version, are left alone', () => {
  const lock = {
    packages: {
      'node_modules/tool': {
        version: '1.0.0',
        optionalDependencies: { 'tool-native': '1.0.0', 'tool-extra': '^1.0.0' },
      },
      'node_modules/tool/node_modules/tool-native': { version: '1.0.0' },
    },
  };
  expect(absentEntries(lock)).toEqual({});
});
