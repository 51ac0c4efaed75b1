/** The settings of alerts: their environment variables, and what `Config` holds of them. */
import { z } from 'zod';

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

const smtpUrl = z
  .string()
  .max(1000)
  .refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text) && new URL(text).hostname !== '', {
    error: 'must be an address such as smtp://mail.example.org:587',
  });

export const alertVariables = {
  /** Whether alerts are posted to addresses that users name; `PARLEY_FETCH_ALLOW` lists exceptions here too. */
  PARLEY_WEBHOOKS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** The server that takes mails with alerts; with a name and a password where it asks for them. */
  PARLEY_SMTP_URL: smtpUrl.optional(),
  /** The file that holds the password for it. */
  PARLEY_SMTP_PASSWORD_FILE: z.string().max(4096).optional(),
  /** Who writes the mails, such as `Parley <parley@example.org>`. */
  PARLEY_MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^[^\p{Cc}]*@[^\p{Cc}]+$/u, { error: 'must be an e-mail address' })
    .optional(),
} as const;

type Variables = Readonly<z.infer<z.ZodObject<typeof alertVariables>>>;

/** @returns the settings, or why they do not fit together */
export function alertSettingsOf(
  { PARLEY_WEBHOOKS, PARLEY_SMTP_URL: url, PARLEY_MAIL_FROM: from, PARLEY_SMTP_PASSWORD_FILE }: Variables,
  publicUrl: string | undefined,
): AlertSettings | string {
  const webhooks = PARLEY_WEBHOOKS === 'on';
  if (url === undefined && from === undefined) return { webhooks };
  if (url === undefined || from === undefined || publicUrl === undefined)
    return 'PARLEY_SMTP_URL, PARLEY_MAIL_FROM and PARLEY_PUBLIC_URL must be given together: mails have links to this server';
  return { webhooks, mail: { url, from, passwordFile: PARLEY_SMTP_PASSWORD_FILE } };
}
