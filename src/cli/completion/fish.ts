/** The completion script for fish. */
import type { Branch, Flag, Tree } from './tree.js';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;

function valueOf({ takes }: Flag): string {
  if (takes === 'nothing') return '';
  if (takes === 'file') return ' -r';
  if (takes === 'folder') return " -x -a '(__fish_complete_directories)'";
  return takes === 'text' ? ' -x' : ` -x -a ${quoted(takes.join(' '))}`;
}

const nameOf = (name: string): string => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`);

const flagLine = (flag: Flag, when: string): string =>
  `complete -c parley${when} ${flag.names.map(nameOf).join(' ')}${valueOf(flag)} -d ${quoted(flag.description)}`;

function branchLines({ name, description, flags, takesFile, words }: Branch): string[] {
  const inside = ` -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c parley -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...flags.map((flag) => flagLine(flag, inside)),
    ...(words.length > 0 ? [`complete -c parley${inside} -a ${quoted(words.join(' '))}`] : []),
    ...(takesFile ? [`complete -c parley${inside} -F`] : []),
  ];
}

export const fishCompletion = ({ flags, branches }: Tree): string =>
  [
    '# Completion of parley for fish: parley completion fish > ~/.config/fish/completions/parley.fish',
    'complete -c parley -f',
    ...flags.filter(({ names }) => !names.includes('--help')).map((flag) => flagLine(flag, '')),
    ...branches.flatMap(branchLines),
    '',
  ].join('\n');
