/** What the starter (build/start.ts, or nothing in a packaged app) tells this process. Read once, at start. */
export interface StartEnvironment {
  /** Address of the sample's hub, or null: then a person types one when enrolling. */
  readonly hubAddress: string | null;
  /** True on the sample network: the first start enrols by itself. */
  readonly sample: boolean;
  /** Tells two laptops on one machine apart; empty for the only one. */
  readonly label: string;
}

/** Reads WAYPOST_HUB, WAYPOST_SAMPLE and WAYPOST_LABEL. */
export function readEnvironment(env: NodeJS.ProcessEnv): StartEnvironment {
  return {
    hubAddress: env['WAYPOST_HUB'] || null,
    sample: env['WAYPOST_SAMPLE'] === '1',
    label: (env['WAYPOST_LABEL'] ?? '').slice(0, 40),
  };
}

const refusedSwitches = /^--(inspect|remote-debugging|js-flags|load-extension|disable-web-security)/;

/** The switches that a packaged app refuses to start with: each would open the renderer or main to other programs. */
export function refusedArguments(argv: readonly string[]): string[] {
  return argv.filter((argument) => refusedSwitches.test(argument));
}
