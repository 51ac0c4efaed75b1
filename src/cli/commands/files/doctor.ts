/** `parley doctor`: says what is wrong with a set-up, and what to do about it. */
import type { Command } from 'commander';
import type { Finding, Standing } from '../../../doctor/finding.js';
import { DEFAULT_SERVER } from '../../client/connect.js';
import type { CommandContext, Options } from '../../command-context.js';
import { EXIT_CODES } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { print } from '../../output/print.js';
import type { Layout } from '../../output/layout.js';
import type { ProcessIo } from '../../process-io.js';

interface Examined {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

const MARKS: Readonly<Record<Standing, string>> = { ok: '✓', warning: '!', fault: '✕' };

const layoutOf = ({ healthy, findings }: Examined): Layout => [
  {
    head: ['', 'of', 'found', 'what to do'],
    rows: findings.map(({ standing, of, found, todo }) => [`${MARKS[standing]} ${standing}`, of, found, todo]),
  },
  healthy ? 'Nothing is wrong.' : 'Something is wrong: see each ✕.',
];

/** With --server, that one alone; else the settings, the folder, and the server that they would start. */
async function examine({ server, data, token }: Options, { env }: ProcessIo): Promise<readonly Finding[]> {
  const [{ serverFindings }, surroundings, folder, { providerFindings }] = await Promise.all([
    import('../../../doctor/server.js'),
    import('../../../doctor/surroundings.js'),
    import('../../../doctor/data-folder.js'),
    import('../../../doctor/identity-provider.js'),
  ]);
  const secret = token ?? (env['PARLEY_TOKEN'] || undefined);
  if (server !== undefined) return serverFindings(server, secret);
  const now = Date.now();
  const settings = surroundings.settingsFindings(data === undefined ? env : { ...env, PARLEY_DATA: data });
  const { config } = settings;
  const here = config && `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  return [
    surroundings.nodeFinding(process.version),
    surroundings.openFilesFinding(),
    ...settings.findings,
    ...(config?.store === undefined ? folder.folderFindings(config?.dataFolder ?? data ?? './data', now) : []),
    ...(config ? folder.backupFindings(config.backup, now) : []),
    ...(config ? await providerFindings(config.access) : []),
    ...(await serverFindings(env['PARLEY_SERVER'] || here || DEFAULT_SERVER, secret)),
  ];
}

export function addDoctor(program: Command, context: CommandContext): void {
  const command = program.command('doctor').description('say what is wrong with a set-up, and what to do about it');
  withHelpText(addFormat(command), {
    about:
      'Run it where the server runs, with the same environment and folder: it looks at Node.js, the settings, the log, the ' +
      'room on its disk, the backups, the identity provider, and the server itself. It changes nothing. With --server it looks at that server alone.',
    examples: ['parley doctor --data ./data', 'parley doctor --server https://parley.example.org --json'],
    exit: ['0  nothing is wrong; there may be warnings', '1  something is wrong', '2  wrong usage'],
  });
  context.setAction(command, async (_, options) => {
    const findings = await examine(options, context.io);
    const healthy = findings.every(({ standing }) => standing !== 'fault');
    await print(context, options, { healthy, findings }, layoutOf);
    return healthy ? EXIT_CODES.ok : EXIT_CODES.failure;
  });
}
