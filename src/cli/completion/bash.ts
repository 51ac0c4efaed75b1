/** The completion script for bash. */
import type { Branch, Flag, Tree } from './tree.js';

const quoted = (words: readonly string[]): string => `'${words.join(' ').replaceAll("'", `'\\''`)}'`;

const namesOf = (flags: readonly Flag[]): string[] => flags.flatMap(({ names }) => names);

/** The case that completes a flag's value; for a value of any text it proposes nothing. */
function following({ names, takes }: Flag): string[] {
  if (takes === 'nothing') return [];
  const cases = names.join('|');
  if (takes === 'file') return [`    ${cases}) COMPREPLY=($(compgen -f -- "$current")); return ;;`];
  if (takes === 'folder') return [`    ${cases}) COMPREPLY=($(compgen -d -- "$current")); return ;;`];
  if (takes === 'text') return [`    ${cases}) return ;;`];
  return [`    ${cases}) COMPREPLY=($(compgen -W ${quoted(takes)} -- "$current")); return ;;`];
}

function branchCase({ name, flags, takesFile, words }: Branch): string[] {
  return [
    `  ${name})`,
    '    case "$before" in',
    ...flags.flatMap(following),
    '    esac',
    `    words=${quoted(words)} flags=${quoted(namesOf(flags))}`,
    ...(takesFile ? ['    [[ $current == -* ]] || { COMPREPLY=($(compgen -f -- "$current")); return; }'] : []),
    '    ;;',
  ];
}

/** The flags that take a value, so that the value is not taken for the command. */
const withValue = (flags: readonly Flag[]): string =>
  flags.flatMap(({ names, takes }) => (takes === 'nothing' ? [] : names)).join('|');

export const bashCompletion = ({ flags, branches }: Tree): string =>
  [
    '# Completion of parley for bash: source <(parley completion bash)',
    '_parley() {',
    '  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= flags= at',
    '  for ((at = 1; at < COMP_CWORD; at++)); do',
    '    case ${COMP_WORDS[at]} in',
    `    ${withValue(flags)}) ((at++)) ;;`,
    '    -*) ;;',
    '    *) command=${COMP_WORDS[at]}; break ;;',
    '    esac',
    '  done',
    '  COMPREPLY=()',
    '  case "$before" in',
    ...flags.flatMap(following),
    '  esac',
    '  case "$command" in',
    `  '') words=${quoted(branches.map(({ name }) => name))} ;;`,
    ...branches.flatMap(branchCase),
    '  esac',
    `  [[ $current == -* || -z $words ]] && words="$flags "${quoted(namesOf(flags))}`,
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -F _parley parley',
    '',
  ].join('\n');
