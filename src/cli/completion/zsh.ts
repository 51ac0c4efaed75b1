/** The completion script for zsh. */
import type { Branch, Flag, Tree } from './tree.js';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Escapes brackets and colons, which have a meaning in the specifications of _arguments. */
const described = (text: string): string => text.replaceAll(/[\\[\]:]/g, String.raw`\$&`);

function valueOf({ names: [name = ''], takes }: Flag): string {
  const what = name.replace(/^-+/, '');
  if (takes === 'nothing') return '';
  if (takes === 'file') return `:${what}:_files`;
  if (takes === 'folder') return `:${what}:_files -/`;
  return takes === 'text' ? `:${what}: ` : `:${what}:(${takes.join(' ')})`;
}

const specification = (flag: Flag): string[] =>
  flag.names.map((name) => quoted(`*${name}[${described(flag.description)}]${valueOf(flag)}`));

function branchCase({ name, flags, takesFile, words }: Branch, common: readonly Flag[]): string {
  const argument = takesFile ? ['*:file:_files'] : words.length > 0 ? [`1:word:(${words.join(' ')})`] : [];
  const specifications = [...[...flags, ...common].flatMap(specification), ...argument.map(quoted)];
  return `    ${name}) _arguments ${specifications.join(' ')} ;;`;
}

export function zshCompletion({ flags, branches }: Tree): string {
  const commands = branches.map(({ name, description }) =>
    quoted(`${name}:${description.replaceAll(':', String.raw`\:`)}`),
  );
  const common = flags.filter(({ names }) => !names.includes('--help'));
  return [
    '#compdef parley',
    '# Completion of parley for zsh: parley completion zsh > "${fpath[1]}/_parley"',
    '_parley() {',
    '  local context state line',
    `  _arguments -C ${flags.flatMap(specification).join(' ')} '1:command:->command' '*::argument:->argument'`,
    '  case $state in',
    '  command)',
    `    local -a commands=(${commands.join(' ')})`,
    '    _describe command commands ;;',
    '  argument)',
    '    case ${line[1]} in',
    ...branches.map((branch) => branchCase(branch, common)),
    '    esac ;;',
    '  esac',
    '}',
    '[[ $funcstack[1] == _parley ]] && _parley "$@" || compdef _parley parley',
    '',
  ].join('\n');
}
