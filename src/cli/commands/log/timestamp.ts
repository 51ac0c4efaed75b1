/** `parley log timestamp` and `timestamps`: by when checkpoints existed, according to an authority (RFC 3161). */
import { readFile, writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import type { ConsistencyAnswer } from '../../../../answers/log/proofs.js';
import type { LogTimestamp, TimestampsAnswer } from '../../../../answers/log/timestamps.js';
import { fromBase64, utf8 } from '../../../../events/log/bytes.js';
import type { NotedCheckpoint } from '../../../../events/log/log-checkpoint.js';
import type { CommandContext, Options } from '../../command-context.js';
import { CommandFailure, EXIT_CODES, messageOf } from '../../command-failure.js';
import type { ApiClient } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { timestampedWords } from '../../output/layouts/verification.js';
import { print } from '../../output/print.js';
import { safeForTerminal } from '../../output/safe-text.js';
import { checkpointIn, insistOnConsistency } from './checked-proofs.js';

const TIMESTAMPS = '/v1/log/timestamps';

const SETTINGS = 'The authority is set on the server: PARLEY_TIMESTAMP_URL, PARLEY_TIMESTAMP_CA_FILE.';

async function keepAs(name: string, { checkpoint, reply }: LogTimestamp): Promise<void> {
  try {
    await writeFile(`${name}.checkpoint`, checkpoint);
    await writeFile(`${name}.tsr`, fromBase64(reply) ?? new Uint8Array());
  } catch (error) {
    throw new CommandFailure([messageOf(error)], undefined, { cause: error });
  }
}

function addTake(group: Command, context: CommandContext): void {
  const command = group
    .command('timestamp')
    .description('have the present checkpoint timestamped by the authority that is configured (RFC 3161)')
    .addOption(new Option('-o, --output <name>', 'write <name>.checkpoint and <name>.tsr, to be kept elsewhere'));
  withHelpText(addFormat(command), {
    about: `${SETTINGS} The server also asks by itself, every PARLEY_TIMESTAMP_HOURS. One that is timestamped already is shown as it is.`,
    examples: [
      'parley log timestamp -o kept',
      'openssl ts -verify -data kept.checkpoint -in kept.tsr -CAfile authority.pem',
    ],
  });
  context.setAction(command, async (_, options) => {
    const taken = await withClient(context.io, options, (client) =>
      client.get<LogTimestamp>(TIMESTAMPS, undefined, { method: 'POST' }),
    );
    if (typeof options['output'] === 'string') await keepAs(options['output'], taken);
    await print(context, options, taken, (shown) => [timestampedWords(shown)]);
  });
}

/** @throws CommandFailure where the log does not go on from the checkpoint */
async function insistOnGrowth(client: ApiClient, older: NotedCheckpoint, now: NotedCheckpoint): Promise<void> {
  // One that was begun anew does not go on from that before it, and has another name.
  if (older.origin !== now.origin) return;
  const query = new URLSearchParams({ from: String(older.size), to: String(now.size) });
  insistOnConsistency(older, now, await client.get<ConsistencyAnswer>('/v1/log/consistency', query));
}

/** Verifies here what the server has sent. @throws CommandFailure at the first that does not hold */
async function insistOnTimestamps(client: ApiClient, all: readonly LogTimestamp[], file: string): Promise<void> {
  const { certificatesIn, readTimestamp } = await import('../../../log/timestamp-token.js');
  const now = checkpointIn(await client.text('/v1/log/checkpoint'), 'what the server sent');
  let trusted;
  try {
    trusted = certificatesIn(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandFailure([`${file}: ${messageOf(error)}`], undefined, { cause: error });
  }
  for (const { checkpoint, reply, at, size } of all) {
    const read = await readTimestamp(fromBase64(reply) ?? new Uint8Array(), utf8(checkpoint), trusted);
    const no = (why: string) => new CommandFailure([`NOT verified: the timestamp of ${size} events: ${why}`]);
    if ('problem' in read) throw no(safeForTerminal(read.problem));
    const older = checkpointIn(checkpoint, 'what was timestamped');
    if (older.size !== size || read.at !== Date.parse(at)) throw no('it does not say what the server says');
    await insistOnGrowth(client, older, now);
  }
}

const listed = ({ timestamps, authority, problem }: TimestampsAnswer, isVerified: boolean): readonly string[] => [
  ...timestamps.map((one) => `${isVerified ? 'verified: ' : ''}${timestampedWords(one)}`),
  ...(authority === null ? ['no authority is asked for timestamps'] : []),
  ...(timestamps.length === 0 && authority !== null ? ['there is none yet'] : []),
  ...(problem === null ? [] : [`the newest could not be had: ${safeForTerminal(problem)}`]),
];

function addList(group: Command, context: CommandContext): void {
  const command = group
    .command('timestamps')
    .description('by when checkpoints of this log existed, according to an authority')
    .addOption(new Option('--ca <file>', 'verify here that they lead to a certificate in this file (PEM)'))
    .addOption(new Option('--limit <number>', 'how many, the newest first (default: 10)'));
  withHelpText(addFormat(command), {
    about: `${SETTINGS} With --ca it is verified as well that the log goes on from what was timestamped.`,
    examples: ['parley log timestamps', 'parley log timestamps --ca authority.pem'],
    exit: [
      '0  there is one, and the newest was had',
      '1  there is none, one does not verify, or it failed',
      '2  wrong usage',
    ],
  });
  context.setAction(command, async (_, options: Options) => {
    const { ca, limit } = options as { ca?: string; limit?: string };
    const answer = await withClient(context.io, options, async (client) => {
      const query = new URLSearchParams(limit === undefined ? {} : { limit });
      const all = await client.get<TimestampsAnswer>(TIMESTAMPS, query);
      if (ca !== undefined) await insistOnTimestamps(client, all.timestamps, ca);
      return all;
    });
    await print(context, options, answer, (shown) => listed(shown, ca !== undefined));
    return answer.timestamps.length > 0 && answer.problem === null ? EXIT_CODES.ok : EXIT_CODES.failure;
  });
}

export function addTimestamps(group: Command, context: CommandContext): void {
  addTake(group, context);
  addList(group, context);
}
