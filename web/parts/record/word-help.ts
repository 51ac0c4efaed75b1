/** What the words of the vocabularies mean, for whoever fills in a form: loaded when somebody has chosen one. */
import type { WordHelp } from '../../../events/guide/kinds.js';

export type Help = Readonly<Partial<Record<string, WordHelp>>>;

async function guideOf(field: string): Promise<Help> {
  if (field === 'kind') return (await import('../../../events/guide/kinds.js')).KIND_HELP;
  const { WORD_HELP } = await import('../../../events/guide/words.js');
  return (WORD_HELP as Readonly<Partial<Record<string, Help>>>)[field] ?? {};
}

/**
 * The help for the words of a field, by word, in plain words; empty for a field without one, and where it cannot be
 * loaded: the form goes on without it.
 * @param field `kind`, or a field of the guide's words, such as `attribution`
 */
export async function loadHelp(field: string): Promise<Help> {
  try {
    const [guide, { plainHelp }] = await Promise.all([guideOf(field), import('./plain-help.js')]);
    return Object.fromEntries(Object.entries(guide).flatMap(([word, help]) => (help ? [[word, plainHelp(help)]] : [])));
  } catch {
    return {};
  }
}
