/** What an examination of a set-up found. */

/** `fault`: Parley does not work, or what is recorded is in danger. `warning`: somebody should look at it. */
export type Standing = 'ok' | 'warning' | 'fault';

export interface Finding {
  readonly standing: Standing;
  /** What was looked at, in a word or two. */
  readonly of: string;
  readonly found: string;
  /** What to do; not given where nothing need be done. */
  readonly todo?: string;
}

export const ok = (of: string, found: string): Finding => ({ standing: 'ok', of, found });
export const warning = (of: string, found: string, todo: string): Finding => ({ standing: 'warning', of, found, todo });
export const fault = (of: string, found: string, todo: string): Finding => ({ standing: 'fault', of, found, todo });
