/** All commands and global options of `parley`. */
import { Command } from 'commander';
import { addAlert } from './commands/alerts/alert.js';
import { addBackup } from './commands/files/backup.js';
import { addBriefing } from './commands/briefing/brief.js';
import { addChanges } from './commands/changes.js';
import { addCompletion } from './commands/completion.js';
import { addHelp } from './commands/help.js';
import { addImport } from './commands/import/import.js';
import { addMapping } from './commands/import/mapping.js';
import { addIntake } from './commands/intake/intake.js';
import { addMcp } from './commands/mcp/mcp.js';
import { addKey } from './commands/log/key.js';
import { addLog } from './commands/log/log.js';
import { addWitness } from './commands/log/witness.js';
import { addOpen } from './commands/open.js';
import { addQueryCommands } from './commands/query-commands.js';
import { addRegistryCommands } from './commands/registry.js';
import { addReplay } from './commands/replay.js';
import { addReport } from './commands/report.js';
import { addErase } from './commands/erasing/erase.js';
import { addRecordChanges } from './commands/record-changes.js';
import { addPublish } from './commands/briefing/publish.js';
import { addServe } from './commands/serve.js';
import { addDoctor } from './commands/files/doctor.js';
import { addExports } from './commands/export.js';
import { addToken } from './commands/token.js';
import { addUpgrade } from './commands/files/upgrade.js';
import { addVerify } from './commands/verify.js';
import { addWatch } from './commands/watch.js';
import type { CommandContext } from './command-context.js';
import { addConnection } from './flags/common.js';
import { withHelpText } from './help-text.js';
import { version } from '../platform/version.js';

const ABOUT =
  'Parley records what is reported about negotiations, and derives from the record alone where the talks stand.';

/** In the order in which the help lists them. */
function addCommands(program: Command, context: CommandContext): void {
  addQueryCommands(program, context);
  addChanges(program, context);
  addBriefing(program, context);
  addReplay(program, context);
  addWatch(program, context);
  addAlert(program, context);
  program.commandsGroup('Recording:');
  addOpen(program, context);
  addRegistryCommands(program, context);
  addReport(program, context);
  addImport(program, context);
  addMapping(program, context);
  addIntake(program, context);
  addRecordChanges(program, context);
  addErase(program, context);
  addPublish(program, context);
  program.commandsGroup('Keeping:');
  addVerify(program, context);
  addLog(program, context);
  addKey(program, context);
  addWitness(program, context);
  addExports(program, context);
  addBackup(program, context);
  addUpgrade(program, context);
  addDoctor(program, context);
  addServe(program, context);
  addMcp(program, context);
  addToken(program, context);
  addCompletion(program, context);
  program.commandsGroup('Help:');
  addHelp(program, context);
}

/** The program for commander, with every command. */
export function makeProgram(context: CommandContext): Command {
  const { stdout, stderr } = context.io;
  const program = new Command('parley')
    .description(ABOUT)
    .version(version(), '-V, --version', 'which version this is')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      outputError: (text, put) => put(text.replace(/^error: /, 'parley: ')),
    })
    .configureHelp({ showGlobalOptions: true });
  addConnection(program);
  addCommands(program, context);
  return withHelpText(program, {
    about:
      'Answers go to standard output: as tables on a terminal, as JSON elsewhere. `parley help status` tells more.',
    examples: [
      'parley serve &',
      'parley import stories/qatar-mediation.ndjson',
      'parley status qatar-mediation --reported-by 2023-10-09',
      'parley --data ./data list   # no server needed',
    ],
  });
}
