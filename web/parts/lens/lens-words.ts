/** What each field of a lens says, for readers. */
import type { DescriptionAnswer } from '../../../answers/description.js';
import { momentInWords } from '../../dates.js';
import { partyName, spaced } from '../../words.js';

/** One field of a lens: `without the party`, then `Israel`. */
export interface LensPart {
  readonly name: string;
  /** As the address has it. */
  readonly value: string;
  readonly before: string;
  readonly told: string;
}

type Parties = DescriptionAnswer['parties'];
type Told = (value: string, parties: Parties, tz: string) => string;

const moment: Told = (value, _, tz) => momentInWords(value, tz);
const SAYS: Readonly<Record<string, readonly [before: string, told: Told]>> = {
  revision: ['the record as it stood at', (value) => `revision ${value}`],
  recordedBy: ['what this desk had recorded by', moment],
  reportedBy: ['what had been reported by', moment],
  happenedBy: ['what had happened by', moment],
  withoutSource: ['without the source', String],
  withoutOrigin: ['without the origin', String],
  withoutParty: ['without the party', partyName],
  onlyAttribution: ['only what is at least', spaced],
  minReliability: ['only sources graded at least', String],
  minCredibility: ['only information graded at least', String],
  table: [
    'at the table of',
    (value, parties) =>
      value
        .split(',')
        .map((party) => partyName(party, parties))
        .join(' and '),
  ],
};

/** @param tz an IANA time zone, for moments */
export const lensParts = (lens: URLSearchParams, parties: Parties, tz: string): LensPart[] =>
  [...lens].map(([name, value]) => {
    const [before, told] = SAYS[name] ?? [name, String as Told];
    return { name, value, before, told: told(value, parties, tz) };
  });

/** A lens as the interface answers it, as it stands in addresses. */
export const lensQuery = (lens: object): URLSearchParams =>
  new URLSearchParams(
    Object.entries(lens as Record<string, unknown>).flatMap(([name, value]) =>
      // Of a table, the parties stand in one value.
      (name === 'table' ? [String(value)] : [value].flat()).map((one): [string, string] => [name, String(one)]),
    ),
  );
