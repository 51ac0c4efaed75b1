/** The settings of the parts of the server, as `Config` holds them. */

import type { TokenRole } from '../../events/access.js';
import type { OidcSettings } from './oidc-settings.js';

/** In seconds, where the setting names no other. */
export const REQUEST_TIMEOUT = 30;

/** Nobody may frame, as `frame-ancestors` writes it. */
export const NO_FRAMES = "'none'";

/** Settings of access control. */
export interface AccessSettings {
  readonly bootstrapToken?: string | undefined;
  /** A secret with every role, known to this process alone: a command uses it with a server that it has started. */
  readonly operatorToken?: string | undefined;
  /** Requests a minute for a token; 0 or undefined: any number. */
  readonly rateLimit?: number | undefined;
  readonly trustedProxies?: readonly string[] | undefined;
  /** In seconds: for a head, a small body, and a larger one to go on. */
  readonly requestTimeout?: number | undefined;
  /** The identity provider by which people sign in; undefined: by tokens alone. */
  readonly oidc?: OidcSettings | undefined;
  /** The roles that see the names of those who speak; undefined: all that read. */
  readonly showSpeakers?: readonly TokenRole[] | undefined;
}

/** Settings of scheduled backups: `hours` between two of them, `keep` the number that stay. */
export interface BackupSettings {
  readonly folder?: string | undefined;
  readonly hours: number;
  readonly keep: number;
  /** The list of erasures; beside the data folder where not given. */
  readonly erasures?: string | undefined;
}
export const NO_BACKUPS: BackupSettings = { hours: 24, keep: 7 };

/** Settings of published cards. */
export interface PublishingSettings {
  /** Scheme and host; undefined: oEmbed answers for no address. */
  readonly publicUrl?: string | undefined;
  /** Who may frame a published card, as `frame-ancestors` writes it. */
  readonly frameAncestors: string;
  /** Whether search engines may list published cards; undefined: they may not. */
  readonly isIndexed?: boolean | undefined;
}
export const NO_PUBLISHING: PublishingSettings = { frameAncestors: NO_FRAMES };

/** Settings of recording. */
export interface RecordingSettings {
  /** The day (UTC) that an operator says it is, where a start finds the clock odd. */
  readonly clockConfirmed?: string | undefined;
}
