/** `parley log`: the signed checkpoint, and proofs, which are verified here and not only shown. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ConsistencyAnswer, ReportProofAnswer } from '../../../../answers/log/proofs.js';
import type { WitnessesAnswer } from '../../../../answers/log/witnesses.js';
import { toBase64 } from '../../../../events/log/bytes.js';
import { readVerifierKey, type VerifierKey } from '../../../../events/log/signed-note.js';
import type { CommandContext, Options } from '../../command-context.js';
import { CommandFailure, EXIT_CODES } from '../../command-failure.js';
import { withClient } from '../../client/connect.js';
import { pathOf, type ApiClient } from '../../client/api-client.js';
import { addOutput, download } from '../../client/download.js';
import { addFormat } from '../../flags/common.js';
import { contentOf } from '../../flags/json-body.js';
import { withHelpText } from '../../help-text.js';
import { print } from '../../output/print.js';
import { addTimestamps } from './timestamp.js';
import { addRewrite } from './rewrite.js';
import { checkpointIn, insistOnConsistency, insistOnInclusion, signersOf } from './checked-proofs.js';

const CHECKPOINT = '/v1/log/checkpoint';

export function verifierKey(text: string, before: readonly VerifierKey[] = []): readonly VerifierKey[] {
  const key = readVerifierKey(text);
  if (!key) throw new InvalidArgumentError('It must be a verifier key, as `parley key show` prints it.');
  return [...before, key];
}

const KEY = () =>
  new Option('--key <key>', 'the verifier key that must have signed the checkpoint (repeatable)').argParser(
    verifierKey,
  );

const keysOf = (options: Options): readonly VerifierKey[] =>
  (options['key'] as readonly VerifierKey[] | undefined) ?? [];

const signedWords = (signers: readonly string[]): string =>
  signers.length > 0 ? `signed by ${signers.join(', ')}` : 'whose signature was not checked: no --key was given';

function addCheckpoint(group: Command, context: CommandContext): void {
  const command = group
    .command('checkpoint')
    .description('how many events the log holds and the root over them, signed: a text to keep elsewhere');
  withHelpText(addOutput(command), { examples: ['parley log checkpoint -o kept-elsewhere.txt'] });
  context.setAction(command, (_, options) => download({ at: CHECKPOINT }, options, context.io));
}

function addProof(group: Command, context: CommandContext): void {
  const command = group
    .command('proof')
    .description('verify that a report is in the log, and print the proof')
    .argument('<negotiation>', 'its slug')
    .argument('<report>', 'its id')
    .addOption(KEY());
  withHelpText(addFormat(command), {
    examples: ['parley log proof qatar-mediation r1', 'parley log proof qatar-mediation r1 --key "$(cat log.vkey)"'],
    exit: ['0  it is in the log', '1  it is not, or it failed', '2  wrong usage'],
  });
  context.setAction(command, async ([negotiation = '', report = ''], options) => {
    const at = `/v1${pathOf('negotiations', negotiation, 'reports', report, 'proof')}`;
    const answer = await withClient(context.io, options, (client) => client.get<ReportProofAnswer>(at));
    insistOnInclusion(answer);
    const keys = keysOf(options);
    if (answer.checkpoint === null && keys.length > 0)
      throw new CommandFailure(['the log has no key: nothing is signed']);
    const signers =
      answer.checkpoint === null ? [] : await signersOf(checkpointIn(answer.checkpoint, 'what the server sent'), keys);
    await print(context, options, answer, ({ index, size, event }) => [
      `verified: ${report} is event ${index + 1} of ${size} in the log, with the hash ${event.hash}`,
      answer.checkpoint === null ? 'the log has no key: nothing is signed' : `by a checkpoint ${signedWords(signers)}`,
    ]);
  });
}

async function newer(client: ApiClient, file: unknown, context: CommandContext): Promise<string> {
  return typeof file === 'string' ? contentOf(file, context.io) : client.text(CHECKPOINT);
}

function addConsistency(group: Command, context: CommandContext): void {
  const command = group
    .command('consistency')
    .description('verify that the log goes on from a checkpoint that was kept')
    .argument('<checkpoint>', 'the file of the checkpoint that was kept; - reads it')
    .addOption(new Option('--to <file>', 'up to this later checkpoint, in place of the newest of the server'))
    .addOption(KEY());
  withHelpText(addFormat(command), {
    examples: ['parley log checkpoint > kept.txt   # and later:', 'parley log consistency kept.txt'],
    exit: ['0  it goes on from it', '1  it is another history, or it failed', '2  wrong usage'],
  });
  context.setAction(command, async ([file = ''], options) => {
    const kept = checkpointIn(await contentOf(file, context.io), file);
    const keys = keysOf(options);
    await withClient(context.io, options, async (client) => {
      const now = checkpointIn(
        await newer(client, options['to'], context),
        typeof options['to'] === 'string' ? options['to'] : 'what the server sent',
      );
      const signers = [await signersOf(kept, keys), await signersOf(now, keys)].flat();
      if (now.origin !== kept.origin)
        throw new CommandFailure([`the kept checkpoint is of ${kept.origin}, and this is the log ${now.origin}`]);
      if (now.size < kept.size)
        throw new CommandFailure([
          `NOT verified: the kept checkpoint has ${kept.size} events, and the log ${now.size}`,
        ]);
      const query = new URLSearchParams({ from: String(kept.size), to: String(now.size) });
      const answer = await client.get<ConsistencyAnswer>('/v1/log/consistency', query);
      insistOnConsistency(kept, now, answer);
      const told = { origin: now.origin, from: kept.size, to: now.size, root: toBase64(now.root), proof: answer.proof };
      await print(context, options, told, ({ origin, from, to }) => [
        `verified: ${origin} goes on from ${from} to ${to} events`,
        `by checkpoints ${signedWords([...new Set(signers)])}`,
      ]);
    });
  });
}

const ageWords = (seconds: number): string =>
  seconds < 120
    ? `${seconds} s ago`
    : seconds < 7200
      ? `${Math.floor(seconds / 60)} min ago`
      : `${Math.floor(seconds / 3600)} h ago`;

function addWitnesses(group: Command, context: CommandContext): void {
  const command = group
    .command('witnesses')
    .description('who cosigns the checkpoints of this log, and how old their newest cosignatures are');
  withHelpText(addFormat(command), {
    about: 'Which witnesses are asked is set on the server: PARLEY_WITNESSES, PARLEY_WITNESS_MINUTES.',
    examples: ['parley log witnesses'],
    exit: [
      '0  each has cosigned when it was asked last',
      '1  one has not, there is none, or it failed',
      '2  wrong usage',
    ],
  });
  context.setAction(command, async (_, options) => {
    const answer = await withClient(context.io, options, (client) => client.get<WitnessesAnswer>('/v1/log/witnesses'));
    await print(context, options, answer, ({ witnesses }) =>
      witnesses.length === 0
        ? ['no witness is asked to cosign']
        : [
            {
              head: ['witness', 'events', 'cosigned', 'problem'],
              rows: witnesses.map(({ witness, size, age, problem }) => [
                witness,
                size === null ? 'none yet' : String(size),
                age === null ? '' : ageWords(age),
                problem ?? '',
              ]),
            },
          ],
    );
    const isGood =
      answer.witnesses.length > 0 && answer.witnesses.every(({ size, problem }) => size !== null && !problem);
    return isGood ? EXIT_CODES.ok : EXIT_CODES.failure;
  });
}

export function addLog(program: Command, context: CommandContext): void {
  const group = program.command('log').description('the log as others can follow it: checkpoints, and proofs');
  addCheckpoint(group, context);
  addProof(group, context);
  addConsistency(group, context);
  addWitnesses(group, context);
  addTimestamps(group, context);
  addRewrite(group, context);
}
