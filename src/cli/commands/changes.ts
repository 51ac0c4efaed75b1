/** `parley changes`: what differs between two views, and why. */
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { Failed } from '../exit.js';
import { addFormat } from '../flags/common.js';
import { addEnd, endQuery } from '../flags/query.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import { path } from '../server/server.js';
import { print } from '../show/print.js';
import { changesSheet, type ChangesAnswer } from '../show/sheets/story.js';

/** As `diff` has it: 1 says that they differ, so that a failure must be told by another. */
const SAME = 0;
const DIFFERS = 1;
const TROUBLE = 2;

async function inTrouble<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    throw error instanceof Failed ? new Failed(error.lines, TROUBLE, { cause: error }) : error;
  }
}

export function addChanges(program: Command, context: Context): void {
  const command = program
    .command('changes')
    .description('what differs between two views, field by field, and why')
    .argument('<negotiation>', 'its slug');
  addEnd(addEnd(addFormat(command), 'from'), 'to');
  withManual(command, {
    about: 'Without a flag, the from end is the empty record and the to end is now.',
    examples: [
      'parley changes qatar-mediation --from-reported-by 2023-10-09 --to-reported-by 2023-11-15',
      'parley changes qatar-mediation --from-revision 12   # since you last looked',
      'parley changes qatar-mediation --from-reported-by 2024 --to-reported-by 2024 --to-without-source Reuters',
    ],
    exit: ['0  nothing differs', '1  something differs', '2  it failed, or wrong usage'],
  });
  context.runs(command, async ([negotiation = ''], options) => {
    const query = endQuery(options, 'to', endQuery(options, 'from', new URLSearchParams()));
    const at = `/v1${path('negotiations', negotiation, 'changes')}`;
    const answer = await inTrouble(connected(context.shell, options, (server) => server.get<ChangesAnswer>(at, query)));
    await print(context, options, answer, changesSheet);
    return answer.changes.length === 0 ? SAME : DIFFERS;
  });
}
