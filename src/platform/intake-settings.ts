/** The settings of intake. */
import type { Kept } from '../../events/intake/intake.js';

/** A server of chat completions that may propose candidates. */
export interface EndpointSettings {
  /** Before `/chat/completions`. */
  readonly url: string;
  readonly model: string;
  /** The file that holds the key, where it takes one. */
  readonly keyFile?: string | undefined;
  /** How many calls a day. */
  readonly budget: number;
}

/** Settings of intake. */
export interface IntakeSettings {
  /** What of an article's text is kept: the whole, or only the sentences that candidates rest on. */
  readonly keep: Kept;
  /** Whether the server fetches articles and feeds from addresses that users name. */
  readonly fetches: boolean;
  /** Hosts, addresses and networks that may be fetched from although they are not public. */
  readonly fetchAllow: readonly string[];
  readonly endpoint?: EndpointSettings | undefined;
}
export const NO_FETCHES: IntakeSettings = { keep: 'text', fetches: false, fetchAllow: [] };
