/** `parley intake list|show`: the articles that wait, and one of them with its candidates. */
import { Option, type Command } from 'commander';
import type { ArticleAnswer } from '../../../../answers/intake/article.js';
import { QUEUE_STATES, type QueueAnswer } from '../../../../answers/intake/queue.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { articleLayout, queueLayout } from '../../output/layouts/intake.js';
import { print } from '../../output/print.js';
import { articlePath, INTAKE } from './paths.js';

const FIELDS = ['state', 'negotiation', 'feed', 'limit', 'cursor'] as const;

export function addList(group: Command, context: CommandContext): void {
  const command = group
    .command('list')
    .description('the articles over all talks, the first received first')
    .addOption(new Option('--state <state>', 'which of them').choices(QUEUE_STATES))
    .addOption(new Option('--negotiation <slug>', 'only about these talks'))
    .addOption(new Option('--feed <id>', 'only what this feed brought'))
    .addOption(new Option('--limit <n>', 'how many at most, up to 500'))
    .addOption(new Option('--cursor <cursor>', 'go on after a page: its `next`'));
  withHelpText(addFormat(command), {
    about: 'Those that wait, unless --state says otherwise.',
    examples: ['parley intake list', 'parley intake list --negotiation ferry --state all'],
  });
  context.setAction(command, async (_, options) => {
    const given = FIELDS.flatMap((field) => {
      const value = options[field];
      return typeof value === 'string' ? [[field, value] as [string, string]] : [];
    });
    const answer = await withClient(context.io, options, (client) =>
      client.get<QueueAnswer>(INTAKE, new URLSearchParams(given)),
    );
    await print(context, options, answer, queueLayout);
  });
}

export function addShow(group: Command, context: CommandContext): void {
  const command = group
    .command('show')
    .description('an article with its candidates, and what became of them')
    .argument('<article>', 'its id, as `parley intake list` shows it');
  withHelpText(addFormat(command), {
    about: 'A kind with ? is one of several that it may be; one with ! is asserted.',
    examples: ['parley intake show 0f3c9a1b2c4d5e6f708192a3b4c5d6e7'],
  });
  context.setAction(command, async ([article = ''], options) => {
    const answer = await withClient(context.io, options, (client) => client.get<ArticleAnswer>(articlePath(article)));
    await print(context, options, answer, articleLayout);
  });
}
