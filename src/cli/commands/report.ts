/** `parley report`: records a report. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { fieldCalled, meantWord } from '../../../decisions/synonyms.js';
import { reportSchemas } from '../../../events/report.js';
import { KINDS, type Kind } from '../../../events/vocabulary.js';
import type { CommandContext, Options } from '../command-context.js';
import { addJsonFile, documentOf, applyFlags, type Json } from '../flags/json-body.js';
import { fieldsOf, flagByPointer, type Field } from '../flags/fields.js';
import { optionFor } from '../flags/option.js';
import { shorthand } from '../flags/shorthand.js';
import { withHelpText } from '../help-text.js';
import { guideText } from '../output/guide-text.js';
import { pathOf } from '../client/api-client.js';
import { addWriteFlags, sendWrite } from './write.js';

/** Descriptions of flags that the schemas do not give. */
const MEANINGS: Readonly<Record<string, string>> = {
  'report-id': 'your own id for it; else one is made from its content',
  party: 'whose act or words these are',
  'speaker-name': 'who says so',
  capacity: 'in which capacity',
  'speaker-party': 'the speaker’s party, where it is another one',
  jointly: 'the parties whose words these are as well',
  to: 'whom it is meant for',
  summary: 'what is said, in a sentence',
  quote: 'the words themselves',
  lang: 'their language, such as ar',
  attribution: 'how the words may be attributed',
  publisher: 'who published it',
  origin: 'where the news comes from, where the publisher carries another’s',
  via: 'through whom it came',
  'source-title': 'the headline',
  reliability: 'the source’s grade, best first',
  credibility: 'the information’s grade, from 1 (confirmed) to 6 (cannot be judged)',
  'occurred-at': 'when it happened or was said',
  'reported-at': 'when it was published',
  corroborates: 'the report that tells of the same development',
  cameo: 'a CAMEO code, such as 016',
  tags: 'words of your own',
  note: 'a note of your own',
  url: 'where to read it',
  claim: 'what is confirmed or denied, such as talks',
  proposal: 'the offer that it puts or answers',
  agreement: 'the agreement that it is about',
  report: 'the report or demand that it is about',
  'claim-text': 'a new claim in words',
  about: 'the party of which a new claim is',
  'issue-title': 'a new issue in words',
  title: 'a new offer’s or agreement’s title',
  issues: 'the issues of an offer',
  between: 'who is bound by the agreement',
  scope: 'how far the agreement goes',
  stage: 'its stage (PA-X)',
  of: 'the offer that became the agreement',
  extends: 'the agreement that it extends',
  'subject-to': 'who must still ratify it',
  until: 'when it lapses or ends',
  counters: 'the offer, or the report of the demand, that it counters',
  final: 'made as a last word',
  conditions: 'on which it is accepted, or made',
  deadline: 'by when it must be met',
  measure: 'such as strike, lockout, sanctions',
  by: 'who broke it',
  issue: 'the issue that it is about',
  toward: 'for or against it',
  with: 'whom they met',
  session: 'a sitting of the talks themselves',
  channel: 'such as call, message',
  venue: 'where they met',
  track: 'of diplomacy',
  role: 'which role',
  outlook: 'how the talks, or the issue, are going',
  outcome: 'how they decided',
  replaces: 'its own offer that it replaces',
  ends: 'it ends, or stops',
};

const shapes = KINDS.map((kind) => [kind, reportSchemas[kind].shape] as const);
const everyField = fieldsOf(Object.fromEntries(shapes.flatMap(([, shape]) => Object.entries(shape))), [
  'negotiation',
  'terms',
]);

const kindsWith = ([name = '']: readonly string[]): Kind[] =>
  shapes.filter(([, shape]) => Object.hasOwn(shape, name)).map(([kind]) => kind);

const [common, special] = [true, false].map((wanted) =>
  everyField.filter(({ path: at }) => (kindsWith(at).length === KINDS.length) === wanted),
) as [Field[], Field[]];

/** Kinds are named in a flag's description where at most so many have the field. */
const MAX_NAMED_KINDS = 4;

function describe(field: Field): string {
  const kinds = kindsWith(field.path);
  const meaning = MEANINGS[field.flag] ?? '';
  return kinds.length > MAX_NAMED_KINDS ? meaning : `${meaning} [${kinds.join(', ')}]`.trim();
}

/** Commander proposes the flag that is spelt most alike: `--data` for `--date`. What others call so comes first. */
function withMeantFlag(error: string): string {
  const [, given = ''] = /^error: unknown option '--([\w-]+)'/.exec(error) ?? [];
  const meant = fieldCalled(
    everyField.map(({ path: [outer = ''] }) => outer),
    given,
  );
  const flag = everyField.find(({ path }) => path.join('.') === meant)?.flag;
  return flag === undefined ? error : `error: unknown option '--${given}'\n(Did you mean --${flag}?)\n`;
}

/** The flags that reports of a kind take, and not all others: `--claim`. */
export const flagsOfKind = (kind: Kind): string[] =>
  special.filter(({ path }) => kindsWith(path).includes(kind)).map(({ flag }) => `--${flag}`);

/** The kinds are choices of the completion. A wrong one is answered with the one that was probably meant. */
function kindOption(): Option {
  const option = new Option('--kind <kind>', 'what sort of report it is: see below');
  option.argChoices = [...KINDS];
  return option.argParser((text: string) => {
    if ((KINDS as readonly string[]).includes(text)) return text;
    const meant = meantWord(KINDS, text);
    throw new InvalidArgumentError(
      `It must be one of ${KINDS.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    );
  });
}

/** Adds the flags of a report. */
export function addReportFlags(command: Command): void {
  const terms = shorthand('term', ['item', 'quantity', 'unit'], 'a term of an offer, a demand or an agreement');
  command.addOption(kindOption().helpGroup('The report:'));
  for (const field of common)
    command.addOption(optionFor(field, { description: describe(field) }).helpGroup('The report:'));
  command.addOption(terms.helpGroup('The report:'));
  for (const field of special)
    command.addOption(optionFor(field, { description: describe(field) }).helpGroup('What some kinds have beside:'));
}

/** The document with what flags gave laid over it. */
export function reportBodyFrom(document: Json, options: Options): Json {
  const { kind, term } = options;
  const own = { ...(kind === undefined ? {} : { kind }), ...(term === undefined ? {} : { terms: term }) };
  return applyFlags({ ...document, ...own }, options, everyField);
}

const flagAt = flagByPointer(everyField);
/** The flag by which the field at a pointer was given. */
export const reportFlagAt = (pointer: string): string | undefined => (pointer === '/kind' ? '--kind' : flagAt(pointer));

export function addReport(program: Command, context: CommandContext): void {
  const command = program
    .command('report')
    .description('record a report: one source saying one thing')
    .argument('<negotiation>', 'its slug');
  addWriteFlags(addJsonFile(command));
  addReportFlags(command);
  const output = command.configureOutput();
  command.configureOutput({ outputError: (text, put) => output.outputError?.(withMeantFlag(text), put) });
  withHelpText(command, {
    about: [
      'Fields that the kind needs and that are missing are named, and nothing is recorded. What each kind and each word',
      'means stands at the end; `parley help report KIND` tells all about one, with the hard cases.',
    ].join('\n'),
    examples: [
      'parley report port-strike --kind denial --party dockers --claim talks \\',
      '  --capacity official --attribution on-the-record --publisher "The Quay" \\',
      '  --reported-at 2026-03-02T17:30:00Z --summary "The union says that nobody has called them."',
      'parley report port-strike --kind contact --party dockers --jointly shippers --with port --session --track 1 \\',
      '  --capacity official --attribution on-the-record --publisher "The Quay" \\',
      '  --reported-at 2026-03-04 --summary "The unions and the port sat for six hours."',
      'parley report port-strike --json-file report.json --dry-run',
      'jq .report wire.json | parley report port-strike --json-file -',
    ],
  });
  command.addHelpText('after', () => guideText(context.io.stdout.columns ?? 100));
  context.setAction(command, async ([negotiation = ''], options) => {
    const body = reportBodyFrom(await documentOf(options, context.io), options);
    const at = `/v1${pathOf('negotiations', negotiation, 'reports')}`;
    await sendWrite(context, options, { at, body }, reportFlagAt);
  });
}
