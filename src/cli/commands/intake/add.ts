/** `parley intake add`: sends articles to be read, from files, addresses or standard input. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import type { ReceivedAnswer } from '../../../../answers/intake/article.js';
import { pathOf, ServerUnreachable, type ApiClient } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext, Options } from '../../command-context.js';
import { EXIT_CODES, messageOf } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { receivedLayout, type Reception } from '../../output/layouts/intake.js';
import { print } from '../../output/print.js';
import { startProgress } from '../../../platform/progress.js';
import { writeMessage, type ProcessIo } from '../../process-io.js';
import { INTAKE } from './paths.js';

const SOURCE = ['publisher', 'origin', 'title', 'url', 'published', 'language'] as const;

const isAddress = (name: string): boolean => /^https?:\/\//i.test(name);

/** The article as a body has it. */
async function contentOf(name: string, { stdin }: ProcessIo): Promise<object> {
  if (isAddress(name)) return { url: name };
  const bytes = name === '-' ? await buffer(stdin) : await readFile(name);
  // What has no ending is text, such as what comes by a pipe.
  const file = name === '-' || !/\.\w+$/.test(name) ? 'article.txt' : basename(name);
  return { file: { name: file.slice(0, 255), base64: bytes.toString('base64') } };
}

async function add(client: ApiClient, name: string, options: Options, io: ProcessIo): Promise<ReceivedAnswer> {
  const { negotiation } = options;
  const source = SOURCE.flatMap((field) => (options[field] === undefined ? [] : [[field, options[field]]]));
  const at = typeof negotiation === 'string' ? `/v1${pathOf('negotiations', negotiation, 'intake')}` : INTAKE;
  return client.sendJson<ReceivedAnswer>(at, { ...Object.fromEntries(source), ...(await contentOf(name, io)) });
}

/** One after the other. What fails is named, and stops none of the others. */
async function addAll(
  client: ApiClient,
  names: readonly string[],
  options: Options,
  io: ProcessIo,
): Promise<Reception> {
  const progress = await startProgress(io, 'reading', { unit: 'articles', total: names.length });
  const reception: Reception = { received: [], failed: [] };
  for (const [i, name] of names.entries()) {
    try {
      reception.received.push(await add(client, name, options, io));
    } catch (error) {
      if (error instanceof ServerUnreachable) throw error;
      reception.failed.push({ name, detail: messageOf(error).replaceAll(/\s*\n\s*/g, ' ') });
    }
    progress.update(i + 1);
  }
  progress.end();
  return reception;
}

export function addAdd(group: Command, context: CommandContext): void {
  const command = group
    .command('add')
    .description('read articles: nothing of them is recorded before somebody accepts it')
    .argument('<file...>', 'files (.txt, .md, .html, .eml), addresses that the server fetches, or - for standard input')
    .addOption(new Option('--negotiation <slug>', 'the talks that they are about, where that is known'))
    .addOption(new Option('--publisher <name>', 'who published them'))
    .addOption(new Option('--origin <name>', 'whose news it is, where the publisher carries another’s'))
    .addOption(new Option('--title <text>', 'the headline'))
    .addOption(new Option('--url <address>', 'where to read it'))
    .addOption(new Option('--published <date>', 'when it was published, such as 2026-03-02'))
    .addOption(new Option('--language <tag>', 'its language, such as ar; found from the text where not given'));
  withHelpText(addFormat(command), {
    about:
      'What cannot be read is named on standard error, and the others are read. The same text again is the same article.',
    examples: [
      'parley intake add article.txt --negotiation ferry --publisher "Harbour News" --published 2026-03-02',
      'parley intake add wires/*.eml',
      'pbpaste | parley intake add - --publisher "The Quay"',
      'parley intake add https://news.example.org/ferry   # where the server has PARLEY_FETCH=on',
    ],
    exit: ['0  all are received', '1  one could not be read, or it failed', '2  wrong usage'],
  });
  context.setAction(command, async (names, options) => {
    const { io } = context;
    const reception = await withClient(io, options, (client) => addAll(client, names, options, io), {
      createFolder: true,
    });
    for (const { name, detail } of reception.failed) writeMessage(io, `${name}: ${detail}`);
    for (const { article, notes } of reception.received)
      for (const note of notes) writeMessage(io, `${article}: ${note}`);
    await print(context, options, reception, receivedLayout);
    return reception.failed.length > 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
  });
}
