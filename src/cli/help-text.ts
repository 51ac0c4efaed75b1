/** The part of a command's help below its flags: examples, exit codes, environment. */
import type { Command } from 'commander';

/** The texts of a command's help. */
export interface HelpText {
  readonly about?: string;
  readonly examples: readonly string[];
  /** The exit codes, where they are not the usual ones. */
  readonly exit?: readonly string[];
}

const USUAL_EXIT = ['0  done', '1  it failed, or the server refused: standard error says why', '2  wrong usage'];

const ENVIRONMENT = [
  'PARLEY_SERVER  the server to talk to, where neither --server nor --data is given',
  'PARLEY_TOKEN   sent to the server as a bearer token',
  'NO_COLOR       no colours',
];

const block = (title: string, lines: readonly string[]): string =>
  `\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

/** Adds the texts to a command's help. */
export function withHelpText(command: Command, { about, examples, exit = USUAL_EXIT }: HelpText): Command {
  const texts = [
    ...(about === undefined ? [] : [`\n${about}\n`]),
    block('Examples', examples),
    block('Exit status', exit),
    block('Environment', ENVIRONMENT),
  ];
  return command.addHelpText('after', texts.join('').trimEnd());
}
