/** What the server and the thread of alerts say to each other. */
import type { MailSettings } from '../../platform/alert-settings.js';
import type { Keeper } from './keeper.js';

/** What can be asked of the keeper. */
export type KeeperMethod = Exclude<{ [M in keyof Keeper]: M }[keyof Keeper], undefined>;

export interface Asked {
  readonly id: number;
  readonly method: KeeperMethod;
  readonly with: readonly unknown[];
}

/** An answer, a warning for the log, or that another process has changed the subscriptions. */
export type Saying =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failed: string }
  | { readonly warning: string }
  | { readonly changed: true };

export interface WorkerSettings {
  readonly file: string;
  /** The list of erasures outside the data folder. */
  readonly erasures: string;
  readonly webhooks: boolean;
  readonly mail: MailSettings | undefined;
  /** Hosts and networks that may be posted to although they are not public. */
  readonly exceptions: readonly string[];
  /** Scheme and host of this server. */
  readonly base: string | undefined;
}
