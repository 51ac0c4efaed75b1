/** The flags that commands share: the server, and the format of the output. */
import { Option, type Command } from 'commander';

export const FORMATS = ['table', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** The values of these flags. */
export interface CommonOptions {
  readonly server?: string;
  readonly data?: string;
  readonly token?: string;
  readonly color?: boolean;
  readonly format?: Format;
}

const CONNECTION = 'Whom to ask (before or after the command):';

/** Adds the flags of the connection to the program. */
export function addConnection(program: Command): void {
  program
    .optionsGroup(CONNECTION)
    .addOption(
      new Option(
        '--server <url>',
        'the server to talk to (default: $PARLEY_SERVER, or http://127.0.0.1:3000)',
      ).conflicts('data'),
    )
    .addOption(new Option('--data <folder>', 'talk to no server, but straight to this data folder'))
    .addOption(
      new Option('--token <token>', 'who asks, to the server (default: $PARLEY_TOKEN, which other users do not see)'),
    )
    .addOption(new Option('--no-color', 'no colours; so does a NO_COLOR in the environment'));
}

/** Adds `--format` and `--json`. There is no `--table`, because the lens has a field of that name. */
export const addFormat = (command: Command): Command =>
  command
    .addOption(
      new Option('--format <format>', 'how to answer (default: table on a terminal, else json)').choices(FORMATS),
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }));
