import { FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';
import { shippedFuses } from './package.ts';

test('every fuse that Electron has is decided, one that a newer edition brings too', () => {
  const known = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(Object.keys(shippedFuses(platform)).map(Number)).toEqual(known);
  }
  expect(shippedFuses('win32')[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true);
  const off = Object.entries(shippedFuses('win32')).flatMap(([fuse, on]) => (on ? [] : [FuseV1Options[Number(fuse)]]));
  expect(off).toEqual([
    'RunAsNode',
    'EnableNodeOptionsEnvironmentVariable',
    'EnableNodeCliInspectArguments',
    'LoadBrowserProcessSpecificV8Snapshot',
    'GrantFileProtocolExtraPrivileges',
  ]);
});
