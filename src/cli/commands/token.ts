/** `parley token`: issues, lists and revokes API tokens. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ROLES } from '../../../events/access.js';
import { MOST_DAYS, type IssuedAnswer, type TokensAnswer, type TokenAnswer } from '../../../answers/access/tokens.js';
import type { CommandContext } from '../command-context.js';
import { addFormat } from '../flags/common.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { pathOf } from '../client/api-client.js';
import { writeMessage } from '../process-io.js';
import { print } from '../output/print.js';
import { issuedLayout, revokedLayout, tokensLayout } from '../output/layouts/tokens.js';

const TOKENS = '/v1/tokens';

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_DAYS) return Number(text);
  throw new InvalidArgumentError(`It must be a number of days from 1 to ${MOST_DAYS}.`);
}

function addCreate(group: Command, context: CommandContext): void {
  const command = group
    .command('create')
    .description('issue a token, which is shown this once')
    .addOption(new Option('--subject <name>', 'who will act with it: a person or a program').makeOptionMandatory())
    .addOption(new Option('--role <role...>', 'what it is good for (repeatable)').choices(ROLES).makeOptionMandatory())
    .addOption(new Option('--days <number>', 'how long it holds (default: 365)').argParser(daysOf));
  withHelpText(addFormat(command), {
    about:
      'On a data folder (--data) it needs no token: whoever can write there is trusted. A server is asked with a token ' +
      'that has the role admin.',
    examples: [
      'parley token create --data ./data --subject Ana --role editor auditor',
      'parley token create --subject wire-importer --role reporter --days 90',
    ],
  });
  context.setAction(command, async (_, options) => {
    const { subject, role, days } = options;
    const body = { subject, roles: role, ...(days === undefined ? {} : { days }) };
    const answer = await withClient(context.io, options, (client) => client.sendJson<IssuedAnswer>(TOKENS, body), {
      createFolder: true,
    });
    await print(context, options, answer, issuedLayout);
    writeMessage(context.io, 'Keep the token now: it is shown this once, and stored nowhere.');
  });
}

function addList(group: Command, context: CommandContext): void {
  const command = group.command('list').description('all tokens, the newest first, and when each was last used');
  withHelpText(addFormat(command), { examples: ['parley token list', 'parley token list --data ./data'] });
  context.setAction(command, async (_, options) => {
    const answer = await withClient(context.io, options, (client) => client.get<TokensAnswer>(TOKENS));
    await print(context, options, answer, tokensLayout);
  });
}

function addRevoke(group: Command, context: CommandContext): void {
  const command = group
    .command('revoke')
    .description('refuse a token from now on')
    .argument('<token>', 'its id, as `parley token list` shows it; not the token itself')
    .addOption(new Option('--reason <text>', 'why, for the record'));
  withHelpText(addFormat(command), { examples: ['parley token revoke 3f9c0a1b2c4d --reason "Posted in a chat."'] });
  context.setAction(command, async ([id = ''], options) => {
    const { reason } = options;
    const body = reason === undefined ? {} : { reason };
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<TokenAnswer>(`${TOKENS}${pathOf(id, 'revocation')}`, body),
    );
    await print(context, options, answer, revokedLayout);
  });
}

export function addToken(program: Command, context: CommandContext): void {
  const group = program.command('token').description('issue, list and revoke the tokens by which callers are known');
  addCreate(group, context);
  addList(group, context);
  addRevoke(group, context);
}
