/** `parley open`: opens a negotiation. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { registrySchemas } from '../../../events/registry.js';
import type { CommandContext, Options } from '../command-context.js';
import { addJsonFile, documentOf, applyFlags, type Json } from '../flags/json-body.js';
import { fieldsOf, flagByPointer } from '../flags/fields.js';
import { optionFor } from '../flags/option.js';
import { shorthand } from '../flags/shorthand.js';
import { withHelpText } from '../help-text.js';
import { addWriteFlags, sendWrite } from './write.js';

/** Lists of objects, which have flags with a shorthand of their own. */
const LISTS = { parties: 'party', issues: 'issue', tables: 'table' } as const;
const FIELDS = fieldsOf(registrySchemas.NegotiationOpened.shape, ['negotiation', ...Object.keys(LISTS)]);

/** The flag `--table`. */
export const table = (): Option =>
  new Option('--table <parties>', 'principals that bargain with each other, joined by commas (repeatable)').argParser(
    (text: string, before: string[][] | undefined) => {
      const parties = text.split(',').map((party) => party.trim());
      if (parties.length < 2) throw new InvalidArgumentError('It takes two parties or more: uaw,ford.');
      return [...(before ?? []), parties];
    },
  );

/** Descriptions of flags that the schemas do not give. */
export const MEANINGS: Readonly<Record<string, string>> = {
  title: 'what the talks are called',
  summary: 'what they are about',
  'quiet-after-days': 'days of silence after which they count as quiet (default: 7)',
  'stale-after-days': 'days of silence after which they count as stale (default: 30)',
};

function bodyFrom(document: Json, negotiation: string | undefined, options: Options): Json {
  const body: Json = negotiation === undefined ? { ...document } : { ...document, negotiation };
  for (const [field, flag] of Object.entries(LISTS)) if (options[flag] !== undefined) body[field] = options[flag];
  return applyFlags(body, options, FIELDS);
}

const flagAt = flagByPointer(FIELDS);
const listAt = (pointer: string): string | undefined => {
  const flag = LISTS[pointer.split('/')[1] as keyof typeof LISTS] as string | undefined;
  return flag === undefined ? undefined : `--${flag}`;
};

export function addOpen(program: Command, context: CommandContext): void {
  const command = program
    .command('open')
    .description('open a negotiation: its talks are followed from now on')
    .argument('[negotiation]', 'its slug, unless the document names it');
  addWriteFlags(addJsonFile(command));
  for (const field of FIELDS) command.addOption(optionFor(field, { description: MEANINGS[field.flag] ?? '' }));
  command
    .addOption(shorthand('party', ['party', 'role', 'name'], 'a party, such as port:principal:Port Authority'))
    .addOption(shorthand('issue', ['issue', 'title'], 'an issue, such as pay:Base pay'))
    .addOption(table());
  withHelpText(command, {
    examples: [
      'parley open port-strike --title "Port strike" \\',
      '  --party "dockers:principal:Dockers’ Union" --party "port:principal:Port Authority"',
      'parley open --json-file - < negotiation.json',
    ],
  });
  context.setAction(command, async ([negotiation], options) => {
    const body = bodyFrom(await documentOf(options, context.io), negotiation, options);
    const opening = { at: '/v1/negotiations', body, createFolder: true };
    await sendWrite(context, options, opening, (pointer) => flagAt(pointer) ?? listAt(pointer));
  });
}
