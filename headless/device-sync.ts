/** `waypost device sync`: one exchange with the hub. */
import { type Command, readArguments } from './command.ts';
import { failureText } from './failure-text.ts';
import { partyLines } from './party-text.ts';
import { withDevice } from './with-device.ts';

export const deviceSync: Command = {
  help: [
    'waypost device sync --data DIR [--agree] [--json]',
    '',
    'To a hub that was never met nothing goes before somebody agrees: it is said which one it is and what would go there.',
    '--agree says yes, and is remembered.',
    '',
    'Sends what waits and takes what is new, until nothing is left to say. The last line with --json is the report.',
    '',
    'Exit code: 0 in step with the hub, 1 not, or the hub did not accept something, 2 not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      agree: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    return withDevice(values.data, output, async (device) => {
      const { engine } = device;
      const hub = (await engine.parties()).find(({ kind }) => kind === 'hub');
      if (hub !== undefined && values.agree) await engine.answerParty(hub.party, true);
      if (hub !== undefined && !values.agree) for (const line of partyLines(hub, device)) output.error(line);
      // What other laptops gave this one goes along ([RM8]).
      await engine.unconfirmed(0);
      const synced = await engine.sync();
      const { waiting, notAccepted, conflicts } = await engine.status();
      if (values.json) output.line(JSON.stringify({ ...synced, waiting, notAccepted, conflicts }));
      if (!synced.ok) {
        output.error(failureText(synced.failure));
        return 1;
      }
      const { sent, received, requests } = synced.value;
      if (!values.json) {
        output.line(`sent ${sent}, received ${received}, requests ${requests}`);
        output.line(`waiting ${waiting}, not accepted ${notAccepted}, in conflict ${conflicts}`);
      }
      return synced.value.notAccepted > 0 ? 1 : 0;
    });
  },
};
