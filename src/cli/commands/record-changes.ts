/** The commands that change the record without changing the past: what publishers do, and what our desk does. */
import type { Command } from 'commander';
import { changeSchemas } from '../../../events/change.js';
import { registrySchemas } from '../../../events/registry.js';
import { SUBJECT_SORTS, MERGEABLE_SORTS } from '../../../events/vocabulary.js';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODES, usageError } from '../command-failure.js';
import { addJsonFile, documentOf, applyFlags } from '../flags/json-body.js';
import { fieldsOf, flagByPointer } from '../flags/fields.js';
import { optionFor } from '../flags/option.js';
import { addPatch, applyPatch } from '../flags/merge-patch.js';
import { whereOption } from '../flags/where.js';
import { withHelpText } from '../help-text.js';
import { pathOf } from '../client/api-client.js';
import { amendWhere } from './amend-where.js';
import { addWriteFlags, sendWrite } from './write.js';

const { SubjectRetitled, NegotiationArchived } = registrySchemas;
const SCHEMAS = { ...changeSchemas, SubjectRetitled, NegotiationArchived } as const;

interface RecordChange {
  readonly name: string;
  readonly event: keyof typeof SCHEMAS;
  readonly summary: string;
  readonly about: string;
  readonly args: Readonly<Record<string, string>>;
  /** The fields that the arguments give: they have no flags. */
  readonly given: readonly string[];
  /** The segments of the path below `/v1`. */
  readonly at: (args: readonly string[]) => readonly string[];
  /** The fields of the body that the arguments give. */
  readonly body?: (args: readonly string[]) => Readonly<Record<string, string | undefined>>;
  /** Whether `--where` may choose the entries. */
  readonly many?: true;
  readonly examples: readonly string[];
}

const REPORT = { '<negotiation>': 'its slug', '<report>': 'the report’s id' };
const ENTRY = {
  '<negotiation>': 'its slug; or the change that made a grade or an alias, alone',
  '[entry]': 'the id of a report or of a change',
};

const ENTRY_OR_MANY = {
  '[negotiation]': ENTRY['<negotiation>'],
  '[entry]': ENTRY['[entry]'],
};

const ofReport =
  (act: string): RecordChange['at'] =>
  ([negotiation = '', report = '']) => ['negotiations', negotiation, 'reports', report, act];

/** An entry without a negotiation is a grade or an alias, in the stream `sources`. */
const ofEntry =
  (act: string): RecordChange['at'] =>
  ([first = '', entry]) =>
    entry === undefined ? ['sources', 'entries', first, act] : ['negotiations', first, 'entries', entry, act];

const RECORD_CHANGES: readonly RecordChange[] = [
  {
    name: 'retract',
    event: 'ReportRetracted',
    summary: 'the publisher withdrew a report',
    about:
      'From the date given it no longer counts, nor do copies of it by the same origin. Earlier views still show it.',
    args: REPORT,
    given: ['reportId'],
    at: ofReport('retraction'),
    examples: ['parley retract port-strike ps-2 --reported-at 2026-03-03 --reason "The paper withdrew the story."'],
  },
  {
    name: 'reinstate',
    event: 'ReportReinstated',
    summary: 'the publisher stands by a report again',
    about: 'From the date given its retractions up to then count for nothing.',
    args: REPORT,
    given: ['reportId'],
    at: ofReport('reinstatement'),
    examples: ['parley reinstate port-strike ps-2 --reported-at 2026-03-05 --reason "The paper stands by it."'],
  },
  {
    name: 'correct',
    event: 'ReportCorrected',
    summary: 'the publisher changed a report',
    about: 'From the date given it counts with the changes merged in.',
    args: REPORT,
    given: ['reportId'],
    at: ofReport('correction'),
    examples: [
      'parley correct port-strike ps-2 --reported-at 2026-03-03 --reason "It named the wrong speaker." \\',
      '  --set kind=no-comment --set speaker.name="a lawyer" --unset claim',
    ],
  },
  {
    name: 'void',
    event: 'EntryVoided',
    summary: 'we entered it wrongly: it counts on no view',
    about: 'Voiding a voiding restores what it voided.',
    args: ENTRY,
    given: ['entry'],
    at: ofEntry('void'),
    examples: [
      'parley void port-strike ps-2 --reason "Entered twice."',
      'parley void grade-7 --reason "Meant another paper."   # a grade or an alias: the change that made it, alone',
    ],
  },
  {
    name: 'amend',
    event: 'EntryAmended',
    summary: 'we fix an entry of our own, or with --where many at once',
    about: [
      'It counts with the changes merged in, on every view that knows of the amendment. With --where, all reports whose',
      'fields have these values are amended, in one batch: all or none. A list matches where it holds the value. Without',
      'a negotiation, those of all negotiations are. What they read and how the status changes is told, with --dry-run',
      'before anything is recorded.',
    ].join('\n'),
    args: ENTRY_OR_MANY,
    given: ['entry'],
    at: ofEntry('amendment'),
    many: true,
    examples: [
      'parley amend port-strike ps-1 --reason "A slip." --set occurredAt=2026-03-01 --set source.reliability=B',
      'parley amend port-strike --where party=dockers --where kind=denial --set party=crane-drivers \\',
      '  --reason "The crane drivers said it." --dry-run',
      'parley amend --where source.publisher="The Key" --set source.publisher="The Quay" --reason "A misspelling."',
    ],
  },
  {
    name: 'grade',
    event: 'SourceRegraded',
    summary: 'grade a source anew, from some date on',
    about:
      'It replaces the grade of the reports that the source published from that date on; the old one stays visible.',
    args: { '<publisher>': 'its name, as in the reports', '<reliability>': 'A (best) to F (cannot be judged)' },
    given: ['publisher', 'reliability'],
    at: ([publisher = '']) => ['sources', publisher, 'grade'],
    body: ([, reliability]) => ({ reliability }),
    examples: ['parley grade "The Quay" D --from 2026-03-01 --reason "Three retractions in a month."'],
  },
  {
    name: 'alias',
    event: 'SourceAliased',
    summary: 'two names are of one publisher or origin',
    about: 'Reports under either name count as those of one source, shown as the second.',
    args: { '<name>': 'the one name, as in the reports', '<of>': 'the name as which it is shown' },
    given: ['name', 'of'],
    at: ([name = '']) => ['sources', name, 'alias'],
    body: ([, of]) => ({ of }),
    examples: ['parley alias "Quay Daily" "The Quay" --reason "The paper was renamed."'],
  },
  {
    name: 'merge',
    event: 'SubjectMerged',
    summary: 'two slugs are of one thing',
    about: 'Every report of the first reads as one of the second. Voiding the merge undoes it.',
    args: {
      '<negotiation>': 'its slug',
      '<what>': `what they are of: ${MERGEABLE_SORTS.join(', ')}`,
      '<from>': 'the slug that is read as the other',
      '<into>': 'the slug that stays',
    },
    given: ['what', 'from', 'into'],
    at: ([negotiation = '']) => ['negotiations', negotiation, 'merges'],
    body: ([, what, from, into]) => ({ what, from, into }),
    examples: ['parley merge port-strike issue wages base-pay --reason "Two words for one issue."'],
  },
  {
    name: 'retitle',
    event: 'SubjectRetitled',
    summary: 'give a claim, an issue, a proposal or an agreement another title',
    about: 'It takes the place of the titles that reports give.',
    args: {
      '<negotiation>': 'its slug',
      '<what>': `what it is: ${SUBJECT_SORTS.join(', ')}`,
      '<slug>': 'its slug',
      '<title>': 'the new title',
    },
    given: ['what', 'slug', 'title'],
    at: ([negotiation = '']) => ['negotiations', negotiation, 'titles'],
    body: ([, what, slug, title]) => ({ what, slug, title }),
    examples: ['parley retitle port-strike issue base-pay "Base pay, 2026 to 2029" --reason "It has a term now."'],
  },
  {
    name: 'archive',
    event: 'NegotiationArchived',
    summary: 'the talks are followed no more',
    about:
      'It changes no value. What is recorded from then on is answered with a warning. Voiding it takes them up again.',
    args: { '<negotiation>': 'its slug' },
    given: [],
    at: ([negotiation = '']) => ['negotiations', negotiation, 'archive'],
    examples: ['parley archive port-strike --reason "The contract is signed."'],
  },
];

/** Fields without a flag made from the schema beside those given: the path has them, or flags of their own. */
const ELSEWHERE = ['negotiation', 'changes'];

const MEANINGS: Readonly<Record<string, string>> = {
  'reported-at': 'when the publisher did so',
  reason: 'why',
  from: 'the date from which it holds',
  'change-id': 'your own id for the change; else one is made from its content',
};

function addRecordChange(program: Command, context: CommandContext, change: RecordChange): void {
  const { shape } = SCHEMAS[change.event];
  const fields = fieldsOf(shape, [...ELSEWHERE, ...change.given]);
  const command = program.command(change.name).description(change.summary);
  for (const [name, description] of Object.entries(change.args)) command.argument(name, description);
  addWriteFlags(addJsonFile(command));
  if (Object.hasOwn(shape, 'changes')) addPatch(command);
  for (const field of fields) command.addOption(optionFor(field, { description: MEANINGS[field.flag] ?? '' }));
  if (change.many) command.addOption(whereOption());
  withHelpText(command, change);
  context.setAction(command, async (args, options) => {
    const document = { ...(await documentOf(options, context.io)), ...change.body?.(args) };
    const body = applyPatch(applyFlags(document, options, fields), options);
    if (options['where'] !== undefined) {
      if (args.length > 1) throw usageError('name an entry, or the reports by --where, not both');
      return amendWhere(context, options, args[0], body);
    }
    if (change.many && args.length === 0) throw usageError('name an entry, or the reports by --where');
    await sendWrite(context, options, { at: `/v1${pathOf(...change.at(args))}`, body }, flagByPointer(fields));
    return EXIT_CODES.ok;
  });
}

/** Adds a command for each change. */
export function addRecordChanges(program: Command, context: CommandContext): void {
  for (const change of RECORD_CHANGES) addRecordChange(program, context, change);
}
