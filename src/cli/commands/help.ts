/** `parley help`: what a command does, or what a kind of report means. */
import type { Command } from 'commander';
import { meantWord } from '../../../decisions/synonyms.js';
import { KINDS, type Kind } from '../../../events/vocabulary.js';
import type { CommandContext } from '../command-context.js';
import { usageError } from '../command-failure.js';
import { kindText } from '../output/guide-text.js';
import { writeOutput } from '../process-io.js';
import { flagsOfKind } from './report.js';

const isKind = (word: string): word is Kind => (KINDS as readonly string[]).includes(word);

const notKnown = (sort: string, word: string, known: readonly string[]) => {
  const near = meantWord(known, word);
  return usageError(`${word} is no ${sort}${near === undefined ? '' : `; did you mean ${near}?`}`);
};

/** The command that the words name, such as `token create`. */
function commandAt(program: Command, words: readonly string[]): Command {
  return words.reduce((above, word) => {
    const found = above.commands.find((command) => command.name() === word);
    if (!found)
      throw notKnown(
        'command',
        word,
        above.commands.map((command) => command.name()),
      );
    return found;
  }, program);
}

const USUAL_WIDTH = 100;

/** In place of commander's own `help`, which takes no kind. */
export function addHelp(program: Command, context: CommandContext): void {
  const command = program
    .command('help')
    .description('what a command does, or what a kind of report means')
    .argument('[command]', 'such as status')
    .argument('[word]', 'after report: a kind, such as denial; after token: one of its commands');
  context.setAction(command, async ([name, word]) => {
    if (name !== 'report' || word === undefined) {
      commandAt(
        program,
        [name, word].filter((given) => given !== undefined),
      ).outputHelp();
      return;
    }
    if (!isKind(word)) throw notKnown('kind of report', word, KINDS);
    await writeOutput(context.io, kindText(word, flagsOfKind(word), context.io.stdout.columns ?? USUAL_WIDTH));
  });
}
