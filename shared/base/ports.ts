/**
 * What the pure code asks the outside world for. Nothing in shared/ reads a clock or draws a random number itself,
 * so that the simulator can run the real engine on a virtual clock and one seed.
 */

/** Wall clock, in milliseconds since 1970 UTC. It is shown and kept for audit; it decides nothing (SPEC 8). */
export interface Clock {
  now(): number;
}

/** Cryptographically strong random bytes; in the simulator, a seeded source. */
export interface Random {
  bytes(count: number): Uint8Array;
}
