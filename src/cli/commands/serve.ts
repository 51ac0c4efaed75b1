/** `parley serve`: starts the server. */
import { Option, type Command } from 'commander';
import type { CommandContext, Options } from '../command-context.js';
import { withHelpText } from '../help-text.js';
import { requireOpenFiles } from '../../platform/open-files.js';

/** The flags, with the environment variables that set the same. */
const VARIABLES = { port: 'PORT', host: 'HOST', data: 'PARLEY_DATA' } as const;

/** Variables of the command line that are not for the server. */
const CLIENT_VARIABLES = new Set(['PARLEY_SERVER', 'PARLEY_TOKEN']);

function environmentFrom(context: CommandContext, options: Options): Record<string, string | undefined> {
  const env = Object.entries(context.io.env).filter(([name]) => !CLIENT_VARIABLES.has(name));
  const flags = Object.entries(VARIABLES).flatMap(([flag, name]) =>
    typeof options[flag] === 'string' ? [[name, options[flag]] as const] : [],
  );
  return Object.fromEntries([...env, ...flags]);
}

export function addServe(program: Command, context: CommandContext): void {
  const command = program
    .command('serve')
    .description('start the server, until Ctrl-C')
    .addOption(new Option('--port <port>', 'where it listens; 0 takes any free port (default: $PORT, or 3000)'))
    .addOption(new Option('--host <address>', 'on which address (default: $HOST, or 127.0.0.1)'));
  withHelpText(command, {
    about: 'Its data is in the folder of --data, of $PARLEY_DATA, or in ./data; it is made where there is none.',
    examples: ['parley serve --data ./data', 'parley serve --port 8080'],
    exit: ['0  ended by Ctrl-C', '1  it could not start', '2  a setting cannot be used'],
  });
  context.setAction(command, async (_, options) => {
    requireOpenFiles();
    // Loaded only here, because loading the server is slow.
    const { serve } = await import('../../serve.js');
    await serve(environmentFrom(context, options));
    // The signal that stops the server ends the process.
    await new Promise<never>(() => undefined);
  });
}
