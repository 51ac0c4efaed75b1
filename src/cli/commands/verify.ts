/** `parley verify`: checks the hash chains of the record. */
import { Option, type Command } from 'commander';
import type { CommandContext, Options } from '../command-context.js';
import { EXIT_CODES } from '../command-failure.js';
import { contentOf } from '../flags/json-body.js';
import { addFormat } from '../flags/common.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import type { ApiClient } from '../client/api-client.js';
import { writeMessage, type ProcessIo } from '../process-io.js';
import { print } from '../output/print.js';
import { startProgress } from '../../platform/progress.js';
import { tamperedWords, verifyLayout } from '../output/layouts/verification.js';
import type { VerifyAnswer } from '../../../answers/audit.js';

async function requestVerification(client: ApiClient, negotiation: string | undefined, checkpoint: string | undefined) {
  const query = new URLSearchParams(negotiation === undefined ? {} : { negotiation });
  if (checkpoint === undefined) return client.get<VerifyAnswer>('/v1/audit/verify', query);
  const headers = { 'content-type': 'text/plain' };
  return client.get<VerifyAnswer>('/v1/audit/verify', query, { method: 'POST', headers, body: checkpoint });
}

async function verification(negotiation: string | undefined, options: Options, io: ProcessIo): Promise<VerifyAnswer> {
  const file = options['checkpoint'] as string | undefined;
  const checkpoint = file === undefined ? undefined : await contentOf(file, io);
  return withClient(io, options, async (client) => {
    // The answer comes in one piece, so the bar shows only that the server is still working.
    const progress = await startProgress(io, 'verifying', { unit: 'streams' });
    try {
      return await requestVerification(client, negotiation, checkpoint);
    } finally {
      progress.end();
    }
  });
}

export function addVerify(program: Command, context: CommandContext): void {
  const command = program
    .command('verify')
    .description('check that no recorded event was changed, removed or reordered')
    .argument('[negotiation]', 'only this one; else the whole log')
    .addOption(new Option('--checkpoint <file>', 'compare with a checkpoint that was kept elsewhere; - reads it'));
  withHelpText(addFormat(command), {
    examples: [
      'parley verify',
      'parley checkpoint > kept-elsewhere.txt   # and later:',
      'parley verify --checkpoint kept-elsewhere.txt',
    ],
    exit: ['0  all is as recorded', '1  tampered: the first bad event is named; or it failed', '2  wrong usage'],
  });
  context.setAction(command, async ([negotiation], options) => {
    const answer = await verification(negotiation, options, context.io);
    await print(context, options, answer, verifyLayout);
    if (answer.ok) return EXIT_CODES.ok;
    writeMessage(context.io, `parley: tampered: ${tamperedWords(answer)}`);
    return EXIT_CODES.failure;
  });
}
