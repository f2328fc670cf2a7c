// Before the first schema is made, as in main.tsx: zod must not probe `eval` here either.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
void import('./search-service.ts').then(({ hostSearch }) => hostSearch(self as never));
