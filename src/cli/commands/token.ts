/** `parley token`: who may come in. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ROLES } from '../../../events/access.js';
import type { IssuedAnswer } from '../../access/issue-token.js';
import type { TokensAnswer } from '../../access/list-tokens.js';
import type { TokenAnswer } from '../../access/token-answer.js';
import type { Context } from '../context.js';
import { addFormat } from '../flags/common.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import { path } from '../server/server.js';
import { say } from '../shell.js';
import { print } from '../show/print.js';
import { issuedSheet, revokedSheet, tokensSheet } from '../show/sheets/tokens.js';

const TOKENS = '/v1/tokens';

/** The longest that a token may hold. */
const MOST_DAYS = 3650;

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_DAYS) return Number(text);
  throw new InvalidArgumentError(`It must be a number of days from 1 to ${MOST_DAYS}.`);
}

function addCreate(group: Command, context: Context): void {
  const command = group
    .command('create')
    .description('issue a token, which is shown this once')
    .addOption(new Option('--subject <name>', 'who will act with it: a person or a program').makeOptionMandatory())
    .addOption(new Option('--role <role...>', 'what it is good for (repeatable)').choices(ROLES).makeOptionMandatory())
    .addOption(new Option('--days <number>', 'how long it holds (default: 365)').argParser(daysOf));
  withManual(addFormat(command), {
    about:
      'On a data folder (--data) it needs no token: whoever can write there is trusted. A server is asked with a token ' +
      'that has the role admin.',
    examples: [
      'parley token create --data ./data --subject Ana --role editor auditor',
      'parley token create --subject wire-importer --role reporter --days 90',
    ],
  });
  context.runs(command, async (_, options) => {
    const { subject, role, days } = options;
    const body = { subject, roles: role, ...(days === undefined ? {} : { days }) };
    const asked = (answer: Promise<IssuedAnswer>) => answer;
    const answer = await connected(context.shell, options, (server) => asked(server.post(TOKENS, body)), {
      mayMake: true,
    });
    await print(context, options, answer, issuedSheet);
    say(context.shell, 'Keep the token now: it is shown this once, and stored nowhere.');
  });
}

function addList(group: Command, context: Context): void {
  const command = group.command('list').description('all tokens, the newest first, and when each was last used');
  withManual(addFormat(command), { examples: ['parley token list', 'parley token list --data ./data'] });
  context.runs(command, async (_, options) => {
    const answer = await connected(context.shell, options, (server) => server.get<TokensAnswer>(TOKENS));
    await print(context, options, answer, tokensSheet);
  });
}

function addRevoke(group: Command, context: Context): void {
  const command = group
    .command('revoke')
    .description('refuse a token from now on')
    .argument('<token>', 'its id, as `parley token list` shows it; not the token itself')
    .addOption(new Option('--reason <text>', 'why, for the record'));
  withManual(addFormat(command), { examples: ['parley token revoke 3f9c0a1b2c4d --reason "Posted in a chat."'] });
  context.runs(command, async ([id = ''], options) => {
    const { reason } = options;
    const body = reason === undefined ? {} : { reason };
    const answer = await connected(context.shell, options, (server) =>
      server.post<TokenAnswer>(`${TOKENS}${path(id, 'revocation')}`, body),
    );
    await print(context, options, answer, revokedSheet);
  });
}

export function addToken(program: Command, context: Context): void {
  const group = program.command('token').description('issue, list and revoke the tokens by which callers are known');
  addCreate(group, context);
  addList(group, context);
  addRevoke(group, context);
}
