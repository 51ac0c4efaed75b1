/** The command line as a tree of plain words, from which the completions of the shells are written. */
import type { Command, Option } from 'commander';

export interface Flag {
  /** `--format`, and where it has one `-o`. */
  readonly names: readonly string[];
  readonly description: string;
  /** What follows it: nothing, anything, a file, a folder, or one of some words. */
  readonly takes: 'nothing' | 'text' | 'file' | 'folder' | readonly string[];
}

export interface Branch {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  readonly takesFile: boolean;
  /** The words that may stand in place of its first argument. */
  readonly words: readonly string[];
}

export interface Tree {
  /** Before the command, and after any. */
  readonly flags: readonly Flag[];
  readonly branches: readonly Branch[];
}

function takenBy({ argChoices, flags, required, optional }: Option): Flag['takes'] {
  if (argChoices) return argChoices;
  if (!required && !optional) return 'nothing';
  if (flags.includes('<file>')) return 'file';
  return flags.includes('<folder>') ? 'folder' : 'text';
}

const flagOf = (option: Option): Flag => ({
  names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
  description: option.description,
  takes: takenBy(option),
});

const HELP: Flag = { names: ['--help', '-h'], description: 'what it does', takes: 'nothing' };

const branchOf = (command: Command): Branch => ({
  name: command.name(),
  description: command.description(),
  flags: [...[command, ...command.commands].flatMap(({ options }) => options.map(flagOf)), HELP],
  takesFile: command.registeredArguments.some((argument) => argument.name() === 'file'),
  words: command.registeredArguments[0]?.argChoices ?? command.commands.map((sub) => sub.name()),
});

export function treeOf(program: Command): Tree {
  const branches = program.commands.map(branchOf);
  const help: Branch = {
    name: 'help',
    description: 'what a command does',
    flags: [],
    takesFile: false,
    words: branches.map(({ name }) => name),
  };
  return { flags: [...program.options.map(flagOf), HELP], branches: [...branches, help] };
}
