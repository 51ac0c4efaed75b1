/** What an import of a coded file answers and records, for tests that look at both. */
import type { ImportOptions } from '../../../src/commands/import/import-options.js';
import { codedOptions } from '../../../src/commands/import/coded-options.js';
import type { Shell } from '../shell.js';

export type Coded = NonNullable<ImportOptions['coded']>;
export function following(format: Coded['format'], ...openDyads: string[]): Coded {
  const options = codedOptions({ format, openDyads });
  if (!options) throw new Error('it names a format');
  return options;
}

/** What is refused, by its line, and of each report what is asked for. */
export const importing =
  (shell: () => Shell) =>
  async (file: string | Buffer, options: Coded, ...fields: readonly string[]) => {
    const answer = await shell().import([Buffer.from(file as string)], { coded: options });
    const refused = answer.refused.map(({ line, problem: { detail } }) => `${line}: ${detail}`);
    const reports = (await shell().stored())
      .filter(({ type }) => type.endsWith('Reported'))
      .map(({ data }) => fields.map((field) => data[field]));
    return { refused, reports, coded: answer.coded };
  };
