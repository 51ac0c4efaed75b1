/** The result of verifying the record. */
import type { VerifyAnswer } from '../../../../answers/audit.js';
import type { TimestampWords } from '../../../../answers/log/timestamps.js';
import { safeForTerminal } from '../safe-text.js';
import type { Layout } from '../layout.js';

/** Where the first bad event stands, and what is wrong with it. */
export function tamperedWords({ firstBad }: VerifyAnswer): string {
  if (!firstBad) return 'which event is not told';
  const { stream, revision, position, id, problem, detail } = firstBad;
  const places = { '': stream, revision, position, event: id };
  const given = Object.entries(places).filter(([, value]) => value !== null);
  const place = given.map(([name, value]) => `${name} ${String(value)}`.trim()).join(', ');
  return place === '' ? `${problem}: ${detail}` : `${place}: ${problem}: ${detail}`;
}

type Begun = NonNullable<VerifyAnswer['begun']>[number];

const begunWords = ({ why, at, origin, events, lost }: Begun): string =>
  `${why} at ${at}, from ${origin ?? 'a log that was never signed'} with ${events} events` +
  (lost === 0 ? '' : `, of which the last ${lost} are lost`);

/** What a timestamp shows. */
export const timestampedWords = ({ size, at, authority }: TimestampWords): string =>
  `checkpoint of size ${size} existed by ${at} according to ${safeForTerminal(authority)}`;

export const verifyLayout = ({ ok, streams, events, head, begun = [], timestamp }: VerifyAnswer): Layout => [
  `${ok ? 'verified' : 'NOT verified'}: ${events} events in ${streams} streams, up to position ${head}`,
  ...begun.map(begunWords),
  ...(timestamp ? [timestampedWords(timestamp)] : []),
];
