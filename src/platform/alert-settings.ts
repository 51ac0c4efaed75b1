/** The settings of alerts, as `Config` holds them. */

/** A server that takes mails. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with a name where it takes one, and a password where no file holds it. */
  readonly url: string;
  readonly passwordFile?: string | undefined;
  /** Who writes. */
  readonly from: string;
}

export interface AlertSettings {
  /** Whether alerts are posted to addresses that users name. */
  readonly webhooks: boolean;
  /** Undefined: no mail is sent. */
  readonly mail?: MailSettings | undefined;
}
export const NO_ALERTS: AlertSettings = { webhooks: false };
