/** `parley verify`: whether the record is as it was recorded. */
import { Option, type Command } from 'commander';
import type { Context, Options } from '../context.js';
import { EXIT } from '../exit.js';
import { contentOf } from '../flags/body.js';
import { addFormat } from '../flags/common.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import type { Server } from '../server/server.js';
import { say, type Shell } from '../shell.js';
import { print } from '../show/print.js';
import { progressOn } from '../show/progress.js';
import { tamperedWords, verifySheet, type VerifyAnswer } from '../show/sheets/audit.js';

async function verified(server: Server, negotiation: string | undefined, checkpoint: string | undefined) {
  const query = new URLSearchParams(negotiation === undefined ? {} : { negotiation });
  if (checkpoint === undefined) return server.get<VerifyAnswer>('/v1/audit/verify', query);
  const headers = { 'content-type': 'text/plain' };
  return server.get<VerifyAnswer>('/v1/audit/verify', query, { method: 'POST', headers, body: checkpoint });
}

async function ask(negotiation: string | undefined, options: Options, shell: Shell): Promise<VerifyAnswer> {
  const file = options['checkpoint'] as string | undefined;
  const checkpoint = file === undefined ? undefined : await contentOf(file, shell);
  return connected(shell, options, async (server) => {
    // The answer comes in one piece, so that there is no telling how far it has come: only that it goes on.
    const progress = await progressOn(shell, 'verifying', { unit: 'streams' });
    try {
      return await verified(server, negotiation, checkpoint);
    } finally {
      progress.end();
    }
  });
}

export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('check that no recorded event was changed, removed or reordered')
    .argument('[negotiation]', 'only this one; else the whole log')
    .addOption(new Option('--checkpoint <file>', 'compare with a checkpoint that was kept elsewhere; - reads it'));
  withManual(addFormat(command), {
    examples: [
      'parley verify',
      'parley checkpoint > kept-elsewhere.txt   # and later:',
      'parley verify --checkpoint kept-elsewhere.txt',
    ],
    exit: ['0  all is as recorded', '1  tampered: the first bad event is named; or it failed', '2  wrong usage'],
  });
  context.runs(command, async ([negotiation], options) => {
    const answer = await ask(negotiation, options, context.shell);
    await print(context, options, answer, verifySheet);
    if (answer.ok) return EXIT.ok;
    say(context.shell, `parley: tampered: ${tamperedWords(answer)}`);
    return EXIT.failure;
  });
}
