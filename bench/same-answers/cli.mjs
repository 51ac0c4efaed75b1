/** What the command line answers that records nothing: help, tables, JSON, errors, exit codes. */
const split = (words) => (typeof words === 'string' ? words.split(' ') : words);

/** One command of both, at the same time. */
export async function typed(group, builds, words, options = () => ({})) {
  const ends = await Promise.all(builds.map((build, i) => build.run(split(words), options(i))));
  group.compare(`parley ${split(words).join(' ')}`, ...ends);
  return ends;
}

const commandsIn = (text) => [...text.matchAll(/^ {2}([a-z]+) (?:\[options\]|<shell>|  )/gm)].map(([, name]) => name);

/** The help of the whole and of every command, also in a narrow terminal; what completes the commands in shells. */
export async function help(group, builds) {
  const [{ out }] = await typed(group, builds, 'help');
  const names = commandsIn(out);
  if (names.length < 25) throw new Error(`only these commands are found in the help: ${names.join(', ')}`);
  for (const name of names) await typed(group, builds, [name, '--help']);
  for (const words of [
    '--help',
    'help status',
    'help nothing',
    'token create --help',
    'token list --help',
    'token revoke --help',
    'completion bash',
    'completion zsh',
    'completion fish',
    'completion sh',
    '--version',
    '-V',
    '',
  ])
    await typed(group, builds, words === '' ? [] : words);
  for (const words of ['help', 'report --help']) await typed(group, builds, words, () => ({ terminal: 60 }));
}

const READINGS = [
  'status',
  'positions',
  'claims',
  'proposals',
  'agreements',
  'contradictions',
  'terms',
  'sources',
  'history',
  'fragility',
];
const LENS = '--reported-by 2023-11-24 --without-source CNN --without-origin AFP --min-credibility 5';

/** Each reading as a table, as JSON, and on a terminal of eighty columns with colours. */
export async function readings(group, builds, env) {
  const on = (terminal) => (i) => ({ env: env(i), terminal });
  const commands = [
    ...READINGS.map((name) => [
      `${name} gaza-hostages-2023 ${LENS}`,
      `${name} qatar-mediation --without-party hamas`,
      `${name} port-strike`,
    ]),
    ['list', 'list --phase negotiating', 'list --limit 2'],
    ['show gaza-hostages-2023 gh-072', 'show qatar-mediation qm-08', 'show port-strike ps-2'],
    [
      'positions gaza-hostages-2023 hamas',
      'positions qatar-mediation israel --revision 9',
      'positions port-strike dockers',
    ],
    [
      'changes gaza-hostages-2023 --from-reported-by 2023-11-21 --to-reported-by 2023-11-24',
      'changes qatar-mediation --from-reported-by 2024 --to-reported-by 2024',
      'changes port-strike',
    ],
    [
      'replay gaza-hostages-2023 --clock reported --from 2023-11-20 --to 2023-11-26 --milestones',
      'replay qatar-mediation --clock happened',
      'replay port-strike',
    ],
  ];
  for (const [table, asJson, terminal] of commands) {
    await typed(group, builds, `${table} --format table`, on());
    await typed(group, builds, `${asJson} --json`, on());
    await typed(group, builds, terminal, on(80));
  }
  await typed(
    group,
    builds,
    'history gaza-hostages-2023 --direction desc --limit 3 --party israel --kind denial',
    on(),
  );
  await typed(group, builds, 'status port-strike --no-color', on(80));
}

const WRONG = [
  'status',
  'stautus x',
  'status x --reported-in 2023',
  'status x --reported-by yesterday',
  'status x --only-attribution on-record',
  'status x --revision first',
  'status x --format yaml',
  'history x --limit 0',
  'list --server ftp://x',
  'list --server http://127.0.0.1 --data x',
  'list --data nothing',
  'status nothing',
  'status qatar-meditation',
  'list --token wrong',
  'token create --role reader',
  'token create --subject x --role king',
  'token create --subject x --role reader --days 0',
  'import nothing.ndjson',
  'watch nothing',
  'backup x --data nothing',
  'restore nothing.sqlite',
  'serve --port x',
  'changes nothing',
  'report x --json-file -',
  'replay qatar-mediation --speed 0',
  'show qatar-mediation qm-99',
];

/** What is typed wrongly, or asks for what is not there. */
export async function wrong(group, builds, env) {
  for (const words of WRONG) await typed(group, builds, words, (i) => ({ env: env(i) }));
  await typed(group, builds, 'list', (i) => ({ env: { ...env(i), PARLEY_TOKEN: '' } }));
  await typed(group, builds, 'list', () => ({ env: { PARLEY_SERVER: 'http://127.0.0.1:1' } }));
}
