/** `parley changes`: the changes between two lenses, with their causes. */
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { CommandFailure } from '../command-failure.js';
import { addFormat } from '../flags/common.js';
import { addEndLens, putEndLens } from '../flags/query-flags.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { pathOf } from '../client/api-client.js';
import { print } from '../output/print.js';
import { changesLayout } from '../output/layouts/changes.js';
import type { ChangesAnswer } from '../../../answers/story/changes.js';

/** The exit codes of `diff`: 1 means that something differs, so a failure has another code. */
const SAME = 0;
const DIFFERS = 1;
const TROUBLE = 2;

async function withTroubleCode<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof CommandFailure ? new CommandFailure(error.lines, TROUBLE, { cause: error }) : error;
  }
}

export function addChanges(program: Command, context: CommandContext): void {
  const command = program
    .command('changes')
    .description('what differs between two views, field by field, and why')
    .argument('<negotiation>', 'its slug');
  addEndLens(addEndLens(addFormat(command), 'from'), 'to');
  withHelpText(command, {
    about: 'Without a flag, the from end is the empty record and the to end is now.',
    examples: [
      'parley changes qatar-mediation --from-reported-by 2023-10-09 --to-reported-by 2023-11-15',
      'parley changes qatar-mediation --from-revision 12   # since you last looked',
      'parley changes qatar-mediation --from-reported-by 2024 --to-reported-by 2024 --to-without-source Reuters',
    ],
    exit: ['0  nothing differs', '1  something differs', '2  it failed, or wrong usage'],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const query = putEndLens(options, 'to', putEndLens(options, 'from', new URLSearchParams()));
    const at = `/v1${pathOf('negotiations', negotiation, 'changes')}`;
    const answer = await withTroubleCode(
      withClient(context.io, options, (client) => client.get<ChangesAnswer>(at, query)),
    );
    await print(context, options, answer, changesLayout);
    return answer.changes.length === 0 ? SAME : DIFFERS;
  });
}
