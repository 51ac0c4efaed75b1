/** `parley intake accept|edit|reject|undo`: what a person decides of a candidate. */
import { Option, type Command } from 'commander';
import type { ArticleAnswer, CandidateAnswer } from '../../../../answers/intake/article.js';
import type { AcceptedAnswer, DecidedAnswer, UndoneAnswer } from '../../../../answers/intake/decisions.js';
import { KINDS } from '../../../../events/vocabulary.js';
import type { ApiClient } from '../../client/api-client.js';
import { ApiRefusal } from '../../client/api-refusal.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext, Options } from '../../command-context.js';
import { CommandFailure, usageError } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { addJsonFile, documentOf, type Json } from '../../flags/json-body.js';
import { putFlag } from '../../flags/query-flags.js';
import { withHelpText } from '../../help-text.js';
import { acceptedLayout, decidedLayout, undoneLayout } from '../../output/layouts/intake.js';
import { formatFor, print } from '../../output/print.js';
import { writeMessage } from '../../process-io.js';
import { addReportFlags, reportBodyFrom, reportFlagAt } from '../report.js';
import { articlePath, candidatePath } from './paths.js';

const withArguments = (command: Command): Command =>
  command.argument('<article>', 'its id').argument('<candidate>', 'its name, as `parley intake show` tells it');

const dryRun = () => new Option('--dry-run', 'only tell what it would change');
const corroborates = () => new Option('--corroborates <report>', 'the report of the record that it supports');

/** The candidate, as it is proposed. */
async function candidateOf(client: ApiClient, article: string, name: string): Promise<CandidateAnswer> {
  const { proposed } = await client.get<ArticleAnswer>(articlePath(article));
  const found = proposed.find(({ candidate }) => candidate === name);
  if (!found) throw new CommandFailure([`${name} is no candidate of this article: parley intake show ${article}`]);
  return found;
}

/** The kind that was chosen, or the likeliest; and what was read for it. */
function draftFor(
  { kinds, drafts }: CandidateAnswer,
  chosen: unknown,
): { readonly kind: string; readonly report: Json } {
  const kind = typeof chosen === 'string' ? chosen : kinds[0];
  if (kind === undefined) throw usageError('no kind is proposed for it: give one with --kind');
  const draft = drafts.find((one) => one.kind === kind) ?? drafts[0];
  const { kind: _, ...report } = draft?.report ?? {};
  return { kind, report: { ...report } };
}

/** @param edit makes the report of the draft */
async function accept(
  context: CommandContext,
  [article = '', candidate = '']: readonly string[],
  options: Options,
  edit: (draft: Json) => Json,
): Promise<void> {
  const query = putFlag(new URLSearchParams(), 'dryRun', options['dryRun']);
  const { corroborates: supported } = options;
  const answer = await withClient(context.io, options, async (client) => {
    const { kind, report } = draftFor(await candidateOf(client, article, candidate), options['kind']);
    const body = { kind, report: edit(report), ...(supported === undefined ? {} : { corroborates: supported }) };
    return client.sendJson<AcceptedAnswer>(candidatePath(article, candidate, 'acceptance'), body, query);
  });
  if (formatFor(options, context.io.stdout) === 'table')
    for (const { detail } of answer.warnings) writeMessage(context.io, `warning: ${detail}`);
  await print(context, options, answer, acceptedLayout);
}

export function addAccept(group: Command, context: CommandContext): void {
  const command = withArguments(
    group.command('accept').description('record a candidate as it is proposed, as an ordinary report'),
  )
    .addOption(new Option('--kind <kind>', 'another of the kinds that are proposed').choices(KINDS))
    .addOption(corroborates())
    .addOption(dryRun());
  withHelpText(addFormat(command), {
    about: 'Read it first: `parley intake show` shows its words, --dry-run what it would change.',
    examples: [
      'parley intake accept 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 c4 --dry-run',
      'parley intake accept 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 c4 --kind refusal',
    ],
  });
  context.setAction(command, (args, options) => accept(context, args, options, (draft) => draft));
}

export function addEdit(group: Command, context: CommandContext): void {
  const command = withArguments(
    group.command('edit').description('record a candidate with other fields than were proposed'),
  ).addOption(dryRun());
  addReportFlags(addJsonFile(addFormat(command)));
  withHelpText(command, {
    about: 'What is not given stays as it was proposed. The record says which fields you changed.',
    examples: [
      'parley intake edit 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 c4 --party crew --capacity insider',
      'parley intake edit 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 c4 --kind demand --json-file demand.json',
    ],
  });
  context.setAction(command, async (args, options) => {
    const document = await documentOf(options, context.io);
    const edited = (draft: Json): Json => {
      const { kind: _, ...body } = reportBodyFrom({ ...draft, ...document }, options);
      return body;
    };
    try {
      await accept(context, args, options, edited);
    } catch (error) {
      const flagAt = (pointer: string) => reportFlagAt(pointer.replace(/^\/report(?=\/)/, ''));
      throw error instanceof ApiRefusal ? error.withFlags(flagAt) : error;
    }
  });
}

export function addReject(group: Command, context: CommandContext): void {
  const command = withArguments(group.command('reject').description('a candidate is not worth recording')).addOption(
    new Option('--reason <text>', 'why, for the record'),
  );
  withHelpText(addFormat(command), {
    examples: ['parley intake reject 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 c4 --reason "Background of 2012."'],
  });
  context.setAction(command, async ([article = '', candidate = ''], options) => {
    const { reason } = options;
    const body = reason === undefined ? {} : { reason };
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<DecidedAnswer>(candidatePath(article, candidate, 'rejection'), body),
    );
    await print(context, options, answer, decidedLayout);
  });
}

export function addUndo(group: Command, context: CommandContext): void {
  const command = withArguments(
    group.command('undo').description('take back what was decided of a candidate; its report is voided'),
  );
  withHelpText(addFormat(command), {
    about: 'Accepting it again restores the same report.',
    examples: ['parley intake undo 0f3c9a1b2c4d5e6f708192a3b4c5d6e7 c4'],
  });
  context.setAction(command, async ([article = '', candidate = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<UndoneAnswer>(candidatePath(article, candidate, 'undo'), {}),
    );
    await print(context, options, answer, undoneLayout);
  });
}
