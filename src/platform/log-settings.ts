/** The settings of the transparent log, as `Config` holds them. */

export interface LogSettings {
  /** Whether checkpoint and tiles are for everybody; else they take the role of a reader. */
  readonly isPublic: boolean;
  /** The signing keys themselves, one a line: a secret. */
  readonly key?: string | undefined;
  /** The file that holds them; undefined: `log.key` in the data folder. */
  readonly keyFile?: string | undefined;
}
export const PRIVATE_LOG: LogSettings = { isPublic: false };
