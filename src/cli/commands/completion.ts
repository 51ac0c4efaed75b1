/** `parley completion`: what a shell needs to complete what is typed. */
import { Argument, type Command } from 'commander';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { treeOf, type Tree } from '../completion/tree.js';
import { zshCompletion } from '../completion/zsh.js';
import type { Context } from '../context.js';
import { withManual } from '../manual.js';
import { put } from '../shell.js';

const SHELLS: Readonly<Record<string, (tree: Tree) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export function addCompletion(program: Command, context: Context): void {
  const command = program
    .command('completion')
    .description('print the script by which a shell completes commands and flags')
    .addArgument(new Argument('<shell>', 'for which shell').choices(Object.keys(SHELLS)));
  withManual(command, {
    examples: [
      'source <(parley completion bash)',
      'parley completion zsh > "${fpath[1]}/_parley"',
      'parley completion fish > ~/.config/fish/completions/parley.fish',
    ],
  });
  context.runs(command, async ([shell = '']) => put(context.shell, SHELLS[shell]?.(treeOf(program)) ?? ''));
}
