/** What every form of the card says in the same words. */
import type { CardAnswer } from '../../answers/publishing/briefing.js';
import { dayInWords } from '../../events/words/date-words.js';

/** `Negotiating since 22 Nov 2023, contested` */
export const cardHeadline = ({ phase, since, contested }: CardAnswer): string =>
  `${phase.charAt(0).toUpperCase()}${phase.slice(1)}${since === null ? '' : ` since ${dayInWords(since)}`}${contested ? ', contested' : ''}`;

/** Which reports were read. */
export const cardReading = ({ lensWords }: CardAnswer): readonly string[] =>
  lensWords.length > 0 ? lensWords : ['all that is recorded'];

/** What stands in place of names where nobody says so, or denies it. */
export const NOBODY = { says: 'nobody who takes part', denies: 'nobody' } as const;
