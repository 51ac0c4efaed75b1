/** `parley upgrade`: brings the log of a data folder to the present format. */
import type { Command } from 'commander';
import { dataFile } from '../../../store/data-file.js';
import type { Upgraded } from '../../../store/files.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import type { ProcessIo } from '../../process-io.js';
import { print } from '../../output/print.js';
import type { Layout } from '../../output/layout.js';
import { asCommandFailure, folderOf } from './data-folder.js';

/** `upgraded` is null where there was nothing to do. */
interface UpgradeAnswer {
  readonly file: string;
  readonly upgraded: Upgraded | null;
}

async function upgrade(folder: string, io: ProcessIo): Promise<UpgradeAnswer> {
  const [{ upgradeLog }, { existsSync }] = await Promise.all([import('../../../store/files.js'), import('node:fs')]);
  const file = dataFile(folder);
  if (!existsSync(file)) throw new CommandFailure([`${folder} is no data folder: it holds no log`]);
  return { file, upgraded: (await upgradeLog(file, io)) ?? null };
}

const layoutOf = ({ file, upgraded }: UpgradeAnswer): Layout =>
  upgraded === null
    ? [`${file} has the present format; nothing was changed`]
    : [
        `${file}: upgraded from format ${upgraded.from} to ${upgraded.to}, ${upgraded.events} events`,
        ...(upgraded.backup === null ? [] : [`as it was: ${upgraded.backup}`]),
      ];

export function addUpgrade(program: Command, context: CommandContext): void {
  const command = program
    .command('upgrade')
    .description('bring the log of a data folder to the present format, and keep a copy of it as it was');
  withHelpText(addFormat(command), {
    about:
      'The folder is that of --data, of $PARLEY_DATA, or ./data; no server may use it. A server does the same when it ' +
      'starts. Events, positions and hashes stay as they are.',
    examples: ['parley upgrade --data ./data'],
  });
  context.setAction(command, async (_, options) => {
    const folder = folderOf(options, context.io);
    await print(context, options, await asCommandFailure(() => upgrade(folder, context.io)), layoutOf);
  });
}
