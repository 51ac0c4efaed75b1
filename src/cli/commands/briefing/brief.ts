/** `parley brief` and `parley card`: the talks in sentences, and in a picture. */
import { Option, type Command } from 'commander';
import {
  BRIEFING_FORMATS,
  briefingParameters,
  CARD_FORMATS,
  type BriefingFormat,
  type CardAnswer,
  type CardFormat,
} from '../../../../answers/publishing/briefing.js';
import type { CommandContext, Options } from '../../command-context.js';
import { usageError } from '../../command-failure.js';
import { pathOf } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import { addOutput, download } from '../../client/download.js';
import { fieldsOf } from '../../flags/fields.js';
import { addFields, addLens, LENS, queryFrom } from '../../flags/query-flags.js';
import { withHelpText } from '../../help-text.js';
import { cardLayout } from '../../output/layouts/card.js';
import { print } from '../../output/print.js';

const SINCE = fieldsOf({ since: briefingParameters.shape.since });

const at = (negotiation: string, what: string): string => `/v1${pathOf('negotiations', negotiation, what)}`;

/** Refuses to write what is no text to a terminal. */
function insistOnFile({ stdout }: CommandContext['io'], options: Options, what: string): void {
  if (stdout.isTTY && options['output'] === undefined)
    throw usageError(`${what} is nothing for a terminal: name a file with --output`);
}

function addBrief(program: Command, context: CommandContext): void {
  const command = program
    .command('brief')
    .description('a briefing: the talks in sentences, each with the reports that it rests on')
    .argument('<negotiation>', 'its slug, such as qatar-mediation')
    .addOption(
      new Option('--format <format>', 'Markdown, a document for word processors, or data')
        .choices(BRIEFING_FORMATS)
        .default('md'),
    );
  addFields(command, SINCE, 'What is told:');
  addLens(addOutput(command));
  withHelpText(command, {
    about: 'Changes are told from a week before the newest report on, unless --since gives another date.',
    examples: [
      'parley brief qatar-mediation',
      'parley brief qatar-mediation --since 2023-10-01 --format docx -o briefing.docx',
      'parley brief gaza-hostages-2023 --reported-by 2023-11-22   # what could be briefed that day',
    ],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const format = String(options.format) as BriefingFormat;
    if (format === 'docx') insistOnFile(context.io, options, 'a document');
    const query = queryFrom(options, [...LENS, ...SINCE]);
    query.set('format', format);
    await download({ at: at(negotiation, 'briefing'), query }, options, context.io);
  });
}

function addCard(program: Command, context: CommandContext): void {
  const command = program
    .command('card')
    .description('a card: where the talks stand, who says so, who denies it, as of when')
    .argument('<negotiation>', 'its slug, such as qatar-mediation')
    .addOption(
      new Option('--format <format>', 'how to answer (default: table on a terminal, else json)').choices([
        'table',
        ...CARD_FORMATS,
      ]),
    )
    .option('--proof', 'with the signed checkpoint of the log, and the proof that what is shown is in it');
  addLens(addOutput(command));
  withHelpText(command, {
    about: 'The pictures, SVG and PNG, can stand alone: title, sources, “as of” and the lens are in them.',
    examples: [
      'parley card qatar-mediation',
      'parley card qatar-mediation --format png -o card.png',
      'parley card qatar-mediation --proof --format json   # with the signed checkpoint of the log',
      'parley card gaza-hostages-2023 --reported-by 2023-11-22 --format svg > card.svg',
    ],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const format = options.format as CardFormat | 'table' | undefined;
    const path = at(negotiation, 'card');
    const query = queryFrom(options);
    if (options['proof']) query.set('proof', 'true');
    if (format === 'svg' || format === 'png' || options['output'] !== undefined) {
      if (format === 'png') insistOnFile(context.io, options, 'a picture');
      query.set('format', format === undefined || format === 'table' ? 'json' : format);
      return download({ at: path, query }, options, context.io);
    }
    const card = await withClient(context.io, options, (client) => client.get<CardAnswer>(path, query));
    await print(context, options, card, cardLayout);
  });
}

/** Adds both commands. */
export function addBriefing(program: Command, context: CommandContext): void {
  addBrief(program, context);
  addCard(program, context);
}
