import { inProject } from './project-root.ts';

/**
 * The compiler that checks types: TypeScript 7, which takes half of the time. Both packages call their command `tsc`; the other one, 6,
 * stays for its interface to JavaScript, by which the house rules and the mutants read code and which 7 does not have yet.
 */
export const compiler = inProject('node_modules', 'typescript-native', 'bin', 'tsc');
