/** `parley intake feed add|list|remove|poll`: feeds that the server polls for articles. */
import { Option, type Command } from 'commander';
import type { FeedAddedAnswer, FeedRemovedAnswer, FeedsAnswer, PollAnswer } from '../../../../answers/intake/feeds.js';
import { pathOf } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT_CODES } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { feedLayout, feedsLayout, pollLayout } from '../../output/layouts/article-feeds.js';
import { print } from '../../output/print.js';
import { writeMessage } from '../../process-io.js';
import { INTAKE } from './paths.js';

const FEEDS = `${INTAKE}/feeds`;
const OF_ONE = 'its id, as `parley intake feed list` shows it';

function addAdd(group: Command, context: CommandContext): void {
  const command = group
    .command('add')
    .description('poll a feed (RSS, Atom, JSON Feed) for articles')
    .argument('<url>', 'its address')
    .addOption(new Option('--negotiation <slug>', 'the talks that its articles are about'))
    .addOption(new Option('--publisher <name>', 'whose articles these are'))
    .addOption(new Option('--words <words...>', 'read only items that hold one of these in title or summary'))
    .addOption(new Option('--minutes <n>', 'from one poll to the next (default: 30)'));
  withHelpText(addFormat(command), {
    about: 'It takes the role editor. The server polls where it has PARLEY_FETCH=on, public addresses alone.',
    examples: [
      'parley intake feed add https://news.example.org/rss --negotiation ferry --words ferry fares "crew union"',
    ],
  });
  context.setAction(command, async ([url = ''], options) => {
    const { negotiation, publisher, words, minutes } = options;
    const given = Object.entries({ negotiation, publisher, words }).filter(([, value]) => value !== undefined);
    const body = { url, ...Object.fromEntries(given), ...(minutes === undefined ? {} : { minutes: Number(minutes) }) };
    const answer = await withClient(context.io, options, (client) => client.sendJson<FeedAddedAnswer>(FEEDS, body));
    await print(context, options, answer, feedLayout);
  });
}

function addList(group: Command, context: CommandContext): void {
  const command = group.command('list').description('the feeds that are polled, with their last poll');
  withHelpText(addFormat(command), { examples: ['parley intake feed list'] });
  context.setAction(command, async (_, options) => {
    const answer = await withClient(context.io, options, (client) => client.get<FeedsAnswer>(FEEDS));
    if (!answer.polled) writeMessage(context.io, 'this server polls none of them: it has no PARLEY_FETCH=on');
    await print(context, options, answer, feedsLayout);
  });
}

function addRemove(group: Command, context: CommandContext): void {
  const command = group
    .command('remove')
    .description('poll a feed no more; what it brought stays')
    .argument('<feed>', OF_ONE);
  withHelpText(addFormat(command), { examples: ['parley intake feed remove 0f3c9a1b2c4d'] });
  context.setAction(command, async ([feed = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<FeedRemovedAnswer>(`${FEEDS}${pathOf(feed, 'removal')}`, {}),
    );
    await print(context, options, answer, ({ duplicate }) => [
      duplicate ? `${feed} was removed before` : `${feed} is polled no more`,
    ]);
  });
}

function addPoll(group: Command, context: CommandContext): void {
  const command = group.command('poll').description('poll a feed now').argument('<feed>', OF_ONE);
  withHelpText(addFormat(command), {
    examples: ['parley intake feed poll 0f3c9a1b2c4d'],
    exit: ['0  it was read, or has not changed', '1  it, or one of its items, could not be read', '2  wrong usage'],
  });
  context.setAction(command, async ([feed = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<PollAnswer>(`${FEEDS}${pathOf(feed, 'poll')}`, {}),
    );
    for (const failed of answer.failed) writeMessage(context.io, failed);
    await print(context, options, answer, pollLayout);
    return answer.failed.length > 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
  });
}

export function addFeeds(intake: Command, context: CommandContext): void {
  const group = intake.command('feed').description('feeds that the server polls for articles');
  addAdd(group, context);
  addList(group, context);
  addRemove(group, context);
  addPoll(group, context);
}
