/** Two names of one thing, as our desk found: section 3, `SubjectMerged` and `SourceAliased`. */
import { comparableSource } from '../../events/text.js';
import { isObject, object, text, texts, type Json } from './json.js';
import type { Entry } from './record.js';

/** The name that a name is read as, by what it names. */
export interface Names {
  readonly claim: (name: string) => string;
  readonly issue: (name: string) => string;
  readonly proposal: (name: string) => string;
  readonly agreement: (name: string) => string;
  readonly party: (name: string) => string;
  /** Of publishers and origins: the form in which they are compared. */
  readonly source: (name: string) => string;
}

/** Follows the pairs from name to name, as far as they lead. */
function along(pairs: readonly (readonly [string, string])[], name: string): string {
  const path = [name];
  for (;;) {
    const next = pairs.find(([from]) => from === path.at(-1))?.[1];
    if (next === undefined || path.includes(next)) return path.at(-1) ?? name;
    path.push(next);
  }
}

export function namesOf(record: readonly Entry[]): Names {
  const mergesOf = (what: string) => {
    const merges = record.filter(({ type, data }) => type === 'SubjectMerged' && text(data, 'what') === what);
    const pairs = merges.map(({ data }) => [text(data, 'from') ?? '', text(data, 'into') ?? ''] as const);
    return (name: string) => along(pairs, name);
  };
  const aliases = record
    .filter(({ type }) => type === 'SourceAliased')
    .map(({ data }) => {
      const [name, of] = [text(data, 'name') ?? '', text(data, 'of') ?? ''];
      return [comparableSource(name), comparableSource(of)] as const;
    });
  return {
    claim: mergesOf('claim'),
    issue: mergesOf('issue'),
    proposal: mergesOf('proposal'),
    agreement: mergesOf('agreement'),
    party: mergesOf('party'),
    source: (name) => along(aliases, comparableSource(name)),
  };
}

/** The fields of a report that name something, and what they name. */
const ONE = {
  claim: ['claim'],
  issue: ['issue'],
  proposal: ['proposal', 'of', 'counters', 'replaces'],
  agreement: ['agreement', 'extends'],
  party: ['party', 'about'],
} as const;

const SEVERAL = {
  issue: ['issues'],
  party: ['jointly', 'to', 'with', 'between', 'subjectTo', 'by'],
} as const;

/** The report with every name read as what it is one with. */
export function renamed(data: Json, names: Names): Json {
  const one = Object.entries(ONE).flatMap(([sort, fields]) =>
    fields.flatMap((field) => {
      const name = text(data, field);
      return name === null ? [] : [[field, names[sort as keyof typeof ONE](name)] as const];
    }),
  );
  const several = Object.entries(SEVERAL).flatMap(([sort, fields]) =>
    fields
      .filter((field) => Array.isArray(data[field]))
      .map((field) => {
        const read = texts(data, field).map(names[sort as keyof typeof SEVERAL]);
        return [field, [...new Set(read)]] as const;
      }),
  );
  const speaker = object(data, 'speaker');
  const of = text(speaker, 'party');
  const speaks = isObject(data['speaker']) && of !== null ? { speaker: { ...speaker, party: names.party(of) } } : {};
  return { ...data, ...Object.fromEntries(one), ...Object.fromEntries(several), ...speaks };
}
