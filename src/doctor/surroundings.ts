/** The process and its settings: what can be told without the data and without a server. */
import { readFileSync } from 'node:fs';
import { isLoopback, readConfig, type Config, type Environment } from '../platform/config.js';
import { LEAST_OPEN_FILES, openFilesLimit } from '../platform/open-files.js';
import { fault, ok, warning, type Finding } from './finding.js';

/** The last version of Node.js that gets no security fixes any more; the least that works is in package.json. */
const UNSUPPORTED = 20;
const LEAST = [20, 19] as const;

/** @param version such as `v24.18.0` */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1]))
    return fault('Node.js', version, `install Node.js ${LEAST.join('.')} or newer; 24 is best`);
  if (major <= UNSUPPORTED)
    return warning('Node.js', `${version} gets no security fixes any more`, 'install Node.js 24');
  return ok('Node.js', version);
}

export function openFilesFinding(): Finding {
  let limit: number | undefined;
  try {
    limit = openFilesLimit(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return ok('Open files', 'this system does not tell how many a process may have');
  }
  if (limit !== undefined && limit < LEAST_OPEN_FILES)
    return fault(
      'Open files',
      `${limit} at a time`,
      `\`ulimit -n ${LEAST_OPEN_FILES}\`, or LimitNOFILE= of the service`,
    );
  return ok('Open files', limit === undefined ? 'as many as asked for' : `${limit} at a time`);
}

/** How the server is reached, by its settings. */
function addressFindings({ host, port, publishing, access, backup }: Config): Finding[] {
  const findings = [ok('Settings', `listens on ${host}, port ${port}`)];
  if (!isLoopback(host) && publishing.publicUrl === undefined)
    findings.push(
      warning(
        'Public address',
        'others reach this server, and it does not know by which name',
        'set PARLEY_PUBLIC_URL',
      ),
    );
  if (publishing.publicUrl !== undefined && !publishing.publicUrl.startsWith('https:') && !isLoopback(host))
    findings.push(
      warning(
        'Public address',
        `${publishing.publicUrl} is without TLS: nobody can sign in`,
        'put a proxy with TLS before it',
      ),
    );
  if (publishing.publicUrl?.startsWith('https:') === true && !access.trustedProxies?.length)
    findings.push(
      warning('Proxy', 'all callers without a token count as one', 'name the proxy in PARLEY_TRUSTED_PROXIES'),
    );
  if (backup.folder === undefined)
    findings.push(
      warning('Backups', 'this server makes none by itself', 'set PARLEY_BACKUP_FOLDER, best on another disk'),
    );
  return findings;
}

/** The settings as the server would read them; undefined where it would not start. */
export function settingsFindings(env: Environment): {
  readonly config?: Config;
  readonly findings: readonly Finding[];
} {
  const read = readConfig(env);
  if ('problems' in read)
    return {
      findings: read.problems.map((problem) => fault('Settings', problem, 'the server does not start with it')),
    };
  const unknown = read.warnings.map((found) => warning('Settings', found, 'correct its name, or take it away'));
  return { config: read.config, findings: [...addressFindings(read.config), ...unknown] };
}
