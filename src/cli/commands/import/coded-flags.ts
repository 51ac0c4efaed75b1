/** The flags by which `parley import` reads a file of coded events. */
import { Option, type Command } from 'commander';
import { DATE_ORDERS } from '../../../../events/coded/cell-dates.js';
import { CODED_FORMATS, type CodedFormat, type Mapping } from '../../../../events/coded/mapping.js';
import { pairTexts } from '../../../../events/coded/pair-texts.js';
import { withClient } from '../../client/connect.js';
import type { Options } from '../../command-context.js';
import { usageError } from '../../command-failure.js';
import { FORMATS } from '../../flags/common.js';
import type { ProcessIo } from '../../process-io.js';
import { mappingIn } from './mapping-file.js';

/** Adds them. `--format` names the file's format, and as for other commands that of the answer. */
export const addCodedFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--format <format>',
        'of the file, where it holds coded events: gdelt, cameo, polecat, acled, or csv with a mapping; or table, json: how to answer',
      ).choices([...CODED_FORMATS, ...FORMATS]),
    )
    .addOption(new Option('--json', 'answer as JSON (default: a table on a terminal, else json)'))
    .addOption(
      new Option('--mapping <mapping>', 'of coded events: a file (.json), which is saved, or the name of a saved one'),
    )
    .addOption(
      new Option(
        '--open-dyads <pairs...>',
        'of coded events: follow these pairs of actors, such as ISR:PSE, or all; opens a negotiation for each',
      ),
    )
    .addOption(new Option('--grade <grade>', 'of coded events: the grade of every report, such as C3 (default: F6)'))
    .addOption(new Option('--encoding <encoding>', 'of coded events').choices(['utf-8', 'latin1']))
    .addOption(
      new Option(
        '--dates <order>',
        'of coded events: whether dates such as 9/10/2023 begin with the day or the month',
      ).choices([...DATE_ORDERS]),
    );

/** The format of a coded file that the flags name. */
export const codedFormat = ({ format }: Options): CodedFormat | undefined =>
  CODED_FORMATS.find((one) => one === (format as string | undefined));

/** How to answer, where `--format` may be the file's. */
export const answerOptions = (options: Options): Options => {
  const { format: _, ...others } = options;
  if (options['json'] === true) return { ...others, format: 'json' };
  return codedFormat(options) === undefined ? options : others;
};

const FLAGS = {
  mapping: '--mapping',
  openDyads: '--open-dyads',
  grade: '--grade',
  encoding: '--encoding',
  dates: '--dates',
} as const;

/** Saves the mapping of a file; a saved one is known by its name. */
async function mappingName(named: string, options: Options, io: ProcessIo): Promise<string> {
  if (!/\.json$|[/\\]/i.test(named)) return named;
  const mapping = await mappingIn(named);
  const save = () =>
    withClient(io, options, (client) => client.sendJson<{ mapping: Mapping }>('/v1/mappings', mapping), {
      createFolder: true,
    });
  return (await save()).mapping.name;
}

/** Puts what the flags say of a coded file into the query of an import. */
export async function putCoded(query: URLSearchParams, options: Options, io: ProcessIo): Promise<void> {
  const format = codedFormat(options);
  const given = Object.entries(FLAGS).filter(([name]) => options[name] !== undefined);
  if (format === undefined) {
    if (given.length > 0) throw usageError(`${given[0]?.[1]} is for coded events: name their --format`);
    return;
  }
  query.set('format', format);
  const {
    mapping,
    openDyads = [],
    grade,
    encoding,
    dates,
  } = options as {
    mapping?: string;
    openDyads?: readonly string[];
    grade?: string;
    encoding?: string;
    dates?: string;
  };
  if (format === 'csv' && mapping === undefined)
    throw usageError('--format csv needs a --mapping, which names its columns; a table of events needs no --format');
  for (const pairs of openDyads) for (const pair of pairTexts(pairs)) query.append('openDyads', pair);
  if (grade !== undefined) query.set('grade', grade.toUpperCase());
  if (encoding !== undefined) query.set('encoding', encoding);
  if (dates !== undefined) query.set('dates', dates);
  if (mapping !== undefined) query.set('mapping', await mappingName(mapping, options, io));
}
