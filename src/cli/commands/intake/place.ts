/** `parley intake move|drop`: where an article belongs, and letting go of its text. */
import { Option, type Command } from 'commander';
import type { ArticleAnswer } from '../../../../answers/intake/article.js';
import type { DroppedAnswer } from '../../../../answers/intake/decisions.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { articleLayout } from '../../output/layouts/intake.js';
import { print } from '../../output/print.js';
import { articlePath } from './paths.js';

export function addMove(group: Command, context: CommandContext): void {
  const command = group
    .command('move')
    .description('say which talks an article is about: it is read anew by their parties')
    .argument('<article>', 'its id')
    .argument('<negotiation>', 'the slug of the talks');
  withHelpText(addFormat(command), {
    about: 'To the talks that it is about already, it is only read anew. What was decided stays.',
    examples: ['parley intake move 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 ferry'],
  });
  context.setAction(command, async ([article = '', negotiation = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<ArticleAnswer>(`${articlePath(article)}/move`, { negotiation }),
    );
    await print(context, options, answer, articleLayout);
  });
}

export function addDrop(group: Command, context: CommandContext): void {
  const command = group
    .command('drop')
    .description('drop the text of an article and the words of its candidates; what was recorded from it stays')
    .argument('<article>', 'its id')
    .addOption(new Option('--reason <text>', 'why, for the record'));
  withHelpText(addFormat(command), {
    about: 'It takes the role editor, and cannot be undone.',
    examples: ['parley intake drop 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 --reason "The publisher asked for it."'],
  });
  context.setAction(command, async ([article = ''], options) => {
    const { reason } = options;
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<DroppedAnswer>(`${articlePath(article)}/text/removal`, reason === undefined ? {} : { reason }),
    );
    await print(context, options, answer, (dropped) => [`the text of ${dropped.article} is gone`]);
  });
}
