/** The commands for what our desk says of a negotiation: its title and tables, and its parties. */
import type { Command } from 'commander';
import { registrySchemas } from '../../../events/registry.js';
import type { CommandContext, Options } from '../command-context.js';
import { pathOf } from '../client/api-client.js';
import { addJsonFile, applyFlags, documentOf, type Json } from '../flags/json-body.js';
import { fieldsOf, flagByPointer, type Field } from '../flags/fields.js';
import { optionFor } from '../flags/option.js';
import { shorthand } from '../flags/shorthand.js';
import { withHelpText } from '../help-text.js';
import { MEANINGS as OF_OPENING, table } from './open.js';
import { addWriteFlags, sendWrite, type WriteRequest } from './write.js';

interface RegistryCommand {
  readonly name: string;
  readonly summary: string;
  readonly about?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
  /** Flags for lists of objects: the field of the body, and the flag. */
  readonly lists: Readonly<Record<string, string>>;
  readonly addLists: (command: Command) => void;
  readonly request: (args: readonly string[], body: Json) => WriteRequest;
  readonly examples: readonly string[];
}

const PEOPLE = { people: 'person' } as const;
const addPeople = (command: Command): void => {
  const person = shorthand('person', ['name', 'capacity'], 'who speaks for it, such as "Ana Ruiz:official"');
  command.addOption(person);
};

const partyFields = (shape: Parameters<typeof fieldsOf>[0]): Field[] =>
  fieldsOf(shape, ['negotiation', 'party', 'names', 'people']);

const partyPath = (...segments: readonly string[]): string => `/v1${pathOf('negotiations', ...segments)}`;

const COMMANDS: readonly RegistryCommand[] = [
  {
    name: 'revise',
    summary: 'give a negotiation another title, summary, tables or thresholds',
    about: 'What is given takes the place of the old; what is not given stays. Earlier views show the old.',
    args: { '<negotiation>': 'its slug' },
    fields: fieldsOf(registrySchemas.NegotiationRevised.shape, ['negotiation', 'tables']),
    lists: { tables: 'table' },
    addLists: (command) => void command.addOption(table()),
    request: ([negotiation = ''], body) => ({ at: partyPath(negotiation), body, method: 'PATCH' }),
    examples: [
      'parley revise port-strike --title "Port strike of 2026" --quiet-after-days 14',
      'parley revise car-strike --table uaw,ford --table uaw,gm',
    ],
  },
  {
    name: 'add-party',
    summary: 'add a party to the registry',
    args: { '<negotiation>': 'its slug', '<party>': 'the slug of the party' },
    fields: partyFields(registrySchemas.PartyAdded.shape),
    lists: PEOPLE,
    addLists: addPeople,
    request: ([negotiation = '', party], body) => ({
      at: partyPath(negotiation, 'parties'),
      body: { ...body, party },
    }),
    examples: ['parley add-party port-strike shippers --name "Shippers’ Union" --role principal --aliases SU'],
  },
  {
    name: 'revise-party',
    summary: 'give a party another name, aliases, people, or another role from some date on',
    about: 'Lists take the place of the old ones, as a whole.',
    args: { '<negotiation>': 'its slug', '<party>': 'the slug of the party' },
    fields: partyFields(registrySchemas.PartyRevised.shape),
    lists: PEOPLE,
    addLists: addPeople,
    request: ([negotiation = '', party = ''], body) => ({
      at: partyPath(negotiation, 'parties', party),
      body,
      method: 'PATCH',
    }),
    examples: [
      'parley revise-party port-strike state --role mediator --since 2026-03-02',
      'parley revise-party port-strike dockers --aliases "the union" --aliases DU --person "Ana Ruiz:official"',
    ],
  },
];

const MEANINGS: Readonly<Record<string, string>> = {
  ...OF_OPENING,
  name: 'what the party is called',
  aliases: 'another word that stands for it',
  role: 'its role in the talks',
  since: 'from when on it has the role',
  'change-id': 'your own id for the change',
  note: 'a note of your own',
};

function bodyFrom(document: Json, options: Options, { fields, lists }: RegistryCommand): Json {
  const body = { ...document };
  for (const [field, flag] of Object.entries(lists)) if (options[flag] !== undefined) body[field] = options[flag];
  return applyFlags(body, options, fields);
}

function addOne(program: Command, context: CommandContext, one: RegistryCommand): void {
  const { fields, lists } = one;
  const command = program.command(one.name).description(one.summary);
  for (const [name, description] of Object.entries(one.args)) command.argument(name, description);
  addWriteFlags(addJsonFile(command));
  for (const field of fields) command.addOption(optionFor(field, { description: MEANINGS[field.flag] ?? '' }));
  one.addLists(command);
  withHelpText(command, one);
  const flagAt = flagByPointer(fields);
  const listAt = (pointer: string): string | undefined => {
    const flag = lists[pointer.split('/')[1] ?? ''];
    return flag === undefined ? undefined : `--${flag}`;
  };
  context.setAction(command, async (args, options) => {
    const body = bodyFrom(await documentOf(options, context.io), options, one);
    await sendWrite(context, options, one.request(args, body), (pointer) => flagAt(pointer) ?? listAt(pointer));
  });
}

/** Adds the three commands. */
export function addRegistryCommands(program: Command, context: CommandContext): void {
  for (const one of COMMANDS) addOne(program, context, one);
}
