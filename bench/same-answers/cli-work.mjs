/** Commands that record, keep, work on folders, or go on until they are stopped. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, wait } from './build.mjs';
import { typed } from './cli.mjs';
import { tamper } from './failing.mjs';
import { json, report } from './past.mjs';

const DENIAL = [
  ...'report ferry --report-id f-2 --kind denial --party line --claim talks --capacity official --attribution on-the-record'.split(
    ' ',
  ),
  ...'--reported-at 2026-03-22 --term fare:3.5:euro --to crew --speaker-name'.split(' '),
  'a spokeswoman',
  '--publisher',
  'The Quay',
  '--summary',
  'There are no talks.',
];
const OPEN = [
  'open',
  'ferry',
  '--title',
  'Ferry fares',
  '--party',
  'crew:principal:Crew',
  '--party',
  'line:principal:Ferry: Line',
  '--issue',
  'wages:Wages',
  '--table',
  'crew,line',
  '--stale-after-days',
  '14',
];
const SAID = JSON.stringify(report('f-1', 'confirmation', 'crew', { claim: 'talks', reportedAt: '2026-03-21' }));
const BECAUSE = ['--reason', 'A slip.'];

/** In this order. Words, and what is given on standard input. */
const RECORDING = [
  [OPEN],
  [OPEN],
  ['report ferry --json-file -', SAID],
  [[...DENIAL, '--dry-run', '--format', 'table']],
  [[...DENIAL, '--if-match', '0']],
  [[...DENIAL, '--if-match', '1']],
  [DENIAL],
  [DENIAL.map((word) => (word === 'line' ? 'lien' : word === 'f-2' ? 'f-3' : word))],
  [DENIAL.map((word) => (word === 'talks' ? 'talk' : word === 'f-2' ? 'f-4' : word))],
  ['report ferry --kind denial --party crew'],
  [['retract', 'ferry', 'f-2', '--reported-at', '2026-03-23', ...BECAUSE]],
  [
    [
      'correct',
      'ferry',
      'f-1',
      '--reported-at',
      '2026-03-23',
      '--set',
      'speaker.capacity=insider',
      '--format',
      'table',
      ...BECAUSE,
    ],
  ],
  [['void', 'ferry', 'f-4', '--change-id', 'void-1', ...BECAUSE]],
  [['void', 'ferry', 'void-1', '--format', 'table', ...BECAUSE]],
  [['amend', 'ferry', 'f-1', '--set', 'source.reliability=B', '--unset', 'note', ...BECAUSE]],
  [['grade', 'The Quay', 'D', '--from', '2026-03-01', '--change-id', 'grade-1', '--format', 'table', ...BECAUSE]],
  [['void', 'grade-1', ...BECAUSE]],
  [['amend', 'ferry', 'f-9', '--set', 'x=1', ...BECAUSE]],
  ['import - --format table', `${SAID}\n{}\n`],
  ['import - --atomic', '{"type":"Nothing"}'],
  ['import story-1.ndjson --dry-run'],
  ['history ferry --format table'],
];

export async function recording(group, builds, env) {
  for (const [words, stdin] of RECORDING) await typed(group, builds, words, (i) => ({ env: env(i), stdin }));
}

/** A file that both commands wrote. */
const wrote = (group, builds, file, read = (path) => readFileSync(path, 'utf8')) =>
  group.compare(
    `what ${file} holds`,
    ...builds.map(({ folder }) => ({ text: existsSync(join(folder, file)) ? read(join(folder, file)) : 'nothing' })),
  );

const KEEPING = [
  'verify',
  'verify --json',
  'verify --format table',
  'verify port-strike',
  'checkpoint -o kept.txt',
  'checkpoint port-strike',
  'verify --checkpoint kept.txt',
  'export port-strike --format csv',
  'export port-strike --format cloudevents -o story.ce',
  'export -o all.ndjson',
  'proof qatar-mediation -o proof.tar.gz',
  'token list --format table',
  'token create --subject Ruth --role reporter --days 2 --json',
  'token create --subject Ana --role reader auditor --format table',
  'token revoke 0123456789ab',
  'token list --json',
];

export async function keeping(group, builds, env) {
  for (const words of KEEPING) await typed(group, builds, words, (i) => ({ env: env(i) }));
  for (const file of ['kept.txt', 'story.ce', 'all.ndjson']) wrote(group, builds, file);
  wrote(group, builds, 'proof.tar.gz', (path) => readFileSync(path, 'base64'));
  for (const { folder } of builds)
    writeFileSync(
      join(folder, 'other.txt'),
      readFileSync(join(folder, 'kept.txt'), 'utf8').replace(/[0-9a-f]{6}\n/, '000000\n'),
    );
  await typed(group, builds, 'verify --checkpoint other.txt', (i) => ({ env: env(i) }));
}

const ON_FOLDERS = [
  'list --data own --format table',
  'status port-strike --data own --json',
  'history port-strike --data own --limit 4',
  'verify --data own',
  'token list --data own',
  'backup copy.sqlite --data own',
  'backup copy.sqlite --data own',
  'restore copy.sqlite --data own --format table',
  'restore copy.sqlite --data another --json',
  'restore story-0.ndjson --data own',
  'open bridge --data made --title Bridge',
  'import story-1.ndjson --data made --format table',
  'list --data made',
  'import --log story-1.ndjson --data made',
  'verify --data tampered --format table',
  'backup spoilt.sqlite --data tampered',
  'list --data tampered',
];

/** Without a server: straight to a folder. */
export async function onFolders(group, builds, past) {
  for (const build of builds) {
    for (const name of ['own', 'tampered']) cpSync(past, join(build.folder, name), { recursive: true });
    tamper(build, join(build.folder, 'tampered'));
  }
  for (const words of ON_FOLDERS) await typed(group, builds, words);
}

/** `watch` while something is recorded, and `serve` until it is stopped. */
export async function goingOn(group, builds, pair, env, who) {
  const commands = builds.map((build, i) => build.start(['watch', 'quiet', '--interval', '60'], { env: env(i) }));
  const says = (what) =>
    until(
      () => commands.every(({ said }) => what.test(said.out + said.err)),
      () => `${what}: ${commands.map(({ said }) => said.err)}`,
    );
  await says(/watching/);
  await wait(500);
  const heard = json(
    'POST',
    '/v1/negotiations/quiet/reports',
    report('q-1', 'confirmation', undefined, { claim: 'talks' }),
  );
  await pair.ask(group, { ...heard, headers: { ...heard.headers, ...who } });
  await says(/"revision":1/);
  await wait(200);
  await ended(group, builds, commands, 'watch');
  const served = builds.map((build) => build.start(['serve', '--port', '0', '--data', 'served']));
  await until(
    () => served.every(({ said }) => said.out.includes('listens on')),
    () => 'parley serve',
  );
  await ended(group, builds, served, 'serve');
}

async function ended(group, builds, commands, name) {
  for (const { child } of commands) child.kill('SIGINT');
  await until(
    () => commands.every(({ child }) => child.exitCode !== null),
    () => `the end of ${name}`,
  );
  const plain = (text, build) => build.plain(text).replaceAll(/"(?:time|pid)":(?:"[^"]*"|\d+)/g, '"T"');
  group.compare(
    `parley ${name}, until Ctrl-C`,
    ...commands.map(({ child, said }, i) => ({
      code: child.exitCode,
      out: plain(said.out, builds[i]),
      err: plain(said.err, builds[i]),
    })),
  );
}
