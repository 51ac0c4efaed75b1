/** Whether the record is as it was recorded. */
import type { Layout } from '../layout.js';

export interface VerifyAnswer {
  readonly ok: boolean;
  readonly streams: number;
  readonly events: number;
  readonly head: string;
  readonly firstBad: {
    /** Null where all that is known is a position. */
    readonly stream: string | null;
    readonly revision: number | null;
    readonly position: string | null;
    readonly id: string | null;
    /** changed, removed, inserted, reordered, truncated, … */
    readonly problem: string;
    readonly detail: string;
  } | null;
}

export function tamperedWords({ firstBad }: VerifyAnswer): string {
  if (!firstBad) return 'which event is not told';
  const { stream, revision, position, id, problem, detail } = firstBad;
  const places = { '': stream, revision, position, event: id };
  const given = Object.entries(places).filter(([, value]) => value !== null);
  const place = given.map(([name, value]) => `${name} ${String(value)}`.trim()).join(', ');
  return `${place}: ${problem}: ${detail}`;
}

export const verifyLayout = ({ ok, streams, events, head }: VerifyAnswer): Layout => [
  `${ok ? 'verified' : 'NOT verified'}: ${events} events in ${streams} streams, up to position ${head}`,
];
