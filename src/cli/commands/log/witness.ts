/** `parley witness`: watches the logs of others, and cosigns their checkpoints as long as they only grow. */
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { verifierKeyOf } from '../../../../events/log/ed25519.js';
import { SIGNATURE_TYPES, verifierKeyText, type VerifierKey } from '../../../../events/log/signed-note.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure, messageOf } from '../../command-failure.js';
import { withHelpText } from '../../help-text.js';
import { writeMessage } from '../../process-io.js';
import { fileOf, keysIn } from './key.js';
import { verifierKey } from './log.js';

const PORT = 3080;

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('It must be a port from 0 to 65535.');
}

export function addWitness(program: Command, context: CommandContext): void {
  const command = program
    .command('witness')
    .description('watch the logs of others: cosign their checkpoints as long as they only grow (C2SP tlog-witness)')
    .addOption(
      new Option('--log <key>', 'the verifier key of a log to watch (repeatable)')
        .argParser(verifierKey)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--file <file>', 'the file of the witness’s own key (default: log.key in the data folder)'))
    .addOption(new Option('--host <address>', 'the address to listen on').default('127.0.0.1'))
    .addOption(new Option('--port <number>', 'the port; 0: any that is free').argParser(portOf).default(PORT));
  withHelpText(command, {
    about:
      'It needs no log, and reads nothing but checkpoints and proofs. What it has cosigned is kept in the folder “witness” of ' +
      'the data folder: without that it could be shown another history. Use a key of its own, not one that signs a log.',
    examples: [
      'parley key create --data ./watch --name witness.example.org/w1 --witness',
      'parley witness --data ./watch --log "parley.example.org/log+3fa2aa7d+AeIF…"',
    ],
  });
  context.setAction(command, async (_, options) => {
    const file = fileOf(options, context.io);
    const keys = keysIn(file);
    const folder = join(options.data ?? (context.io.env['PARLEY_DATA'] || './data'), 'witness');
    const [{ Witness }, { serveWitness }] = await Promise.all([
      import('../../../witness/witness.js'),
      import('../../../witness/serve-witness.js'),
    ]);
    const logs = options['log'] as readonly VerifierKey[];
    const witness = new Witness({ folder, keys, logs, now: Date.now });
    try {
      const server = await serveWitness(witness, String(options['host']), Number(options['port']));
      for (const key of keys)
        writeMessage(context.io, `witness ${verifierKeyText(verifierKeyOf(key, SIGNATURE_TYPES.cosignature))}`);
      writeMessage(context.io, `listens on ${server.listeningOrigin}, for ${logs.map(({ name }) => name).join(', ')}`);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await server.close();
    } catch (error) {
      throw new CommandFailure([messageOf(error)], undefined, { cause: error });
    }
  });
}
