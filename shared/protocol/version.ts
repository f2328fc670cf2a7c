/**
 * The wire's version. A changed schema lock or golden file in a diff is a broken promise; a new one is a new version
 * (locks/). Majors must be equal between device and hub; within a major everything is additive, as build/wire-lock.ts sees to.
 */
export const PROTOCOL_VERSION = 1;

export interface VersionMismatch {
  readonly kind: 'version-mismatch';
  readonly ours: number;
  readonly theirs: number;
}
