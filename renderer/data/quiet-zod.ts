/**
 * zod probes `eval` when a schema is made, which is while modules load, and the policy reports the probe as a violation.
 * Import this before the first module that makes a schema.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
