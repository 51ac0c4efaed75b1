/** `parley log rewrite`: writes the log of a data folder anew, so that what stands in it in the clear can be erased. */
import { Option, type Command } from 'commander';
import type { RewriteOutcome, RewritePlan, RewrittenLog } from '../../../backup/rewriting/rewrite-log.js';
import { startProgress } from '../../../platform/progress.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import type { Layout } from '../../output/layout.js';
import { print } from '../../output/print.js';
import { asCommandFailure, folderOf } from '../files/data-folder.js';
import { badWords } from '../files/restore.js';

type Answer = { readonly rewritten: RewrittenLog | null } & RewritePlan;

const planWords = ({ file, events, earlier }: RewritePlan): string =>
  `${file}: of ${events} events, ${earlier} hold texts or names in the clear`;

function answerFrom(outcome: RewriteOutcome): Answer {
  switch (outcome.outcome) {
    case 'rewritten':
      return { ...outcome.log, rewritten: outcome.log };
    case 'nothing-to-do':
      return { ...outcome.plan, rewritten: null };
    case 'planned': {
      const { plan } = outcome;
      throw new CommandFailure([
        planWords(plan),
        'with --yes a new log is written in which they are sealed, with other hashes; the old one is kept beside it',
        ...(plan.origin === null ? [] : [`it is not ${plan.origin} any more: under that name it will not be signed`]),
      ]);
    }
    case 'in-use':
      throw new CommandFailure(['the data folder is in use: stop its server first; nothing was replaced']);
    case 'tampered':
      throw new CommandFailure([`it does not verify: ${badWords(outcome.copy.firstBad)}`, 'nothing was replaced']);
  }
}

function layoutOf({ rewritten, ...plan }: Answer): Layout {
  if (!rewritten) return [`${plan.file}: nothing stands in it in the clear; nothing was changed`];
  const { file, events, earlier, origin, kept, withoutMarks } = rewritten;
  return [
    `${file}: written anew and verified: ${events} events, of which ${earlier} were sealed, behind one that names the log before`,
    `as it was: ${kept}; it holds the texts in the clear: delete it once you need it no more`,
    ...(withoutMarks.length === 0
      ? []
      : [`without marks, since the status would be another with them: ${withoutMarks.join(', ')}`]),
    ...(origin === null
      ? []
      : [
          `it is not ${origin} any more: under that name it is not signed`,
          'move log.key away, and `parley key create` with another name; tell others both names and why',
        ]),
  ];
}

export function addRewrite(group: Command, context: CommandContext): void {
  const command = group
    .command('rewrite')
    .description('write the log anew, so that texts and names of events of earlier versions can be erased')
    .addOption(new Option('--yes', 'do it; without it is only told what would be done'));
  withHelpText(addFormat(command), {
    about:
      'The folder is that of --data, of $PARLEY_DATA, or ./data; no server may use it. Events keep their ids, order, times and what ' +
      'they say; texts and names of recorders are sealed, hashes are others, and all positions are one higher: the first event names the ' +
      'log before, with its checkpoint. The old log stays whole until the new one is verified and takes its place, and is kept beside ' +
      'it. Checkpoints, bundles and proofs from before are of that one. A server never does this by itself.',
    examples: ['parley log rewrite --data ./data', 'parley log rewrite --data ./data --yes'],
    exit: [
      '0  written anew, or nothing to do',
      '1  not without --yes; or it failed: nothing was replaced',
      '2  wrong usage',
    ],
  });
  context.setAction(command, async (_, options) => {
    const folder = folderOf(options, context.io);
    const [{ rewriteLog }, { VoiceNumbers }] = await Promise.all([
      import('../../../backup/rewriting/rewrite-log.js'),
      import('../../../commands/voice-numbers.js'),
    ]);
    const bar = await startProgress(context.io, 'rewriting the log', { unit: '%', total: 100 });
    try {
      const outcome = await asCommandFailure(() =>
        rewriteLog(folder, {
          at: new Date(),
          draw: new VoiceNumbers().draw,
          write: options['yes'] === true,
          onProgress: (done) => bar.update(Math.floor(done * 100)),
        }),
      );
      bar.end();
      await print(context, options, answerFrom(outcome), layoutOf);
    } finally {
      bar.end();
    }
  });
}
