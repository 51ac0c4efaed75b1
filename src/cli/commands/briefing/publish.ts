/** `parley publish`: publishes a card, lists what is published, and revokes it. */
import { Option, type Command } from 'commander';
import type { PublicationAnswer, PublicationsAnswer } from '../../../../answers/publishing/publications.js';
import type { CommandContext, Options } from '../../command-context.js';
import { pathOf } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import { addFormat } from '../../flags/common.js';
import { attributeNameOf } from '../../flags/option.js';
import { addLens, LENS } from '../../flags/query-flags.js';
import { withHelpText } from '../../help-text.js';
import { publicationLayout, publicationsLayout } from '../../output/layouts/publications.js';
import { print } from '../../output/print.js';

const PUBLICATIONS = '/v1/publications';

/** The lens of the flags, as a body has it. */
const lensOf = (options: Options): Record<string, unknown> =>
  Object.fromEntries(
    LENS.map((field) => [field.path.join('.'), options[attributeNameOf(field)]] as const).filter(
      ([, value]) => value !== undefined,
    ),
  );

function addCard(group: Command, context: CommandContext): void {
  const command = group
    .command('card')
    .description('publish the card of a negotiation: anybody who has its address sees it, without a token')
    .argument('<negotiation>', 'its slug, such as qatar-mediation')
    .addOption(
      new Option('--pinned', 'as it is now, whatever is recorded later (default: it goes on with the record)'),
    );
  withHelpText(addLens(addFormat(command)), {
    about: 'It takes the role editor, and is recorded. docs/briefing.md says what is shown.',
    examples: ['parley publish card qatar-mediation', 'parley publish card qatar-mediation --pinned'],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const moment = options['pinned'] === true ? 'pinned' : 'present';
    const body = { negotiation, moment, lens: lensOf(options) };
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<PublicationAnswer>(PUBLICATIONS, body),
    );
    await print(context, options, answer, publicationLayout);
  });
}

function addList(group: Command, context: CommandContext): void {
  const command = group
    .command('list')
    .description('the published cards, revoked ones too, the newest first')
    .argument('[negotiation]', 'only its cards');
  withHelpText(addFormat(command), { examples: ['parley publish list', 'parley publish list qatar-mediation'] });
  context.setAction(command, async ([negotiation], options) => {
    const query = new URLSearchParams(negotiation === undefined ? {} : { negotiation });
    const answer = await withClient(context.io, options, (client) =>
      client.get<PublicationsAnswer>(PUBLICATIONS, query),
    );
    await print(context, options, answer, publicationsLayout);
  });
}

function addRevoke(group: Command, context: CommandContext): void {
  const command = group
    .command('revoke')
    .description('show a published card to nobody from now on')
    .argument('<publication>', 'its id, the last part of its address')
    .addOption(new Option('--reason <text>', 'why, for the record'));
  withHelpText(addFormat(command), {
    examples: ['parley publish revoke 3f9c0a1b2c4d5e6f708192a3b4c5d6e7f8091a2b --reason "It was of a draft."'],
  });
  context.setAction(command, async ([id = ''], options) => {
    const { reason } = options;
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<PublicationAnswer>(
        `${PUBLICATIONS}${pathOf(id, 'revocation')}`,
        reason === undefined ? {} : { reason },
      ),
    );
    await print(context, options, answer, publicationLayout);
  });
}

export function addPublish(program: Command, context: CommandContext): void {
  const group = program.command('publish').description('publish a card to anybody, list what is published, revoke it');
  addCard(group, context);
  addList(group, context);
  addRevoke(group, context);
}
