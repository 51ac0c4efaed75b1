/** `parley completion`: prints the completion script of a shell. */
import { Argument, type Command } from 'commander';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { treeOf, type Tree } from '../completion/tree.js';
import { zshCompletion } from '../completion/zsh.js';
import type { CommandContext } from '../command-context.js';
import { withHelpText } from '../help-text.js';
import { writeOutput } from '../process-io.js';

const SHELLS: Readonly<Record<string, (tree: Tree) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export function addCompletion(program: Command, context: CommandContext): void {
  const command = program
    .command('completion')
    .description('print the script by which a shell completes commands and flags')
    .addArgument(new Argument('<shell>', 'for which shell').choices(Object.keys(SHELLS)));
  withHelpText(command, {
    examples: [
      'source <(parley completion bash)',
      'parley completion zsh > "${fpath[1]}/_parley"',
      'parley completion fish > ~/.config/fish/completions/parley.fish',
    ],
  });
  context.setAction(command, async ([shell = '']) => writeOutput(context.io, SHELLS[shell]?.(treeOf(program)) ?? ''));
}
