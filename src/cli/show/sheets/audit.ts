/** Whether the record is as it was recorded. */
import type { Sheet } from '../sheet.js';

export interface VerifyAnswer {
  readonly ok: boolean;
  readonly streams: number;
  readonly events: number;
  readonly head: string;
  readonly firstBad: {
    readonly stream: string;
    readonly revision: number;
    readonly position: string | null;
    readonly id: string | null;
    readonly problem: 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated';
    readonly detail: string;
  } | null;
}

export function tamperedWords({ firstBad }: VerifyAnswer): string {
  if (!firstBad) return 'which event is not told';
  const { stream, revision, id, problem, detail } = firstBad;
  return `${stream}, revision ${revision}${id === null ? '' : ` (${id})`}, was ${problem}: ${detail}`;
}

export const verifySheet = ({ ok, streams, events, head }: VerifyAnswer): Sheet => [
  `${ok ? 'verified' : 'NOT verified'}: ${events} events in ${streams} streams, up to position ${head}`,
];
