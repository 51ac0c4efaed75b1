/** Writes alerts to whoever has confirmed that they want them, and asks those who have not yet. */
import { readFileSync } from 'node:fs';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { eventId } from '../../../events/identity.js';
import type { MailSettings } from '../../platform/alert-settings.js';
import type { Mail, Subscription } from '../kept/subscription.js';
import { alertEventOf } from './alert-event.js';
import { alertText, confirmationText, endingAddress, type MailText } from './mail-text.js';
import type { OpenLetter, Sender } from './sender.js';

/** How long a server of mails may take for one step, in milliseconds. */
const PATIENCE = 10_000;
/** How many mails are sent at once: a server that takes mails holds up all of them. */
const CONNECTIONS = 4;

/** Why a mail was not taken, without what the server says: that may hold the address. */
function whyOf(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number') return `the mail server answers ${responseCode}`;
  return `the mail server cannot be used${typeof code === 'string' ? ` (${code})` : ''}`;
}

/** The same for the same letters, so that a mail that is sent again is known again. */
const messageIdOf = ({ id }: Subscription, letters: readonly OpenLetter[], base: string): string => {
  const keys = letters.map(({ letter }) => letter.key).join(' ');
  return `<${eventId(`alert-${id}`, 'mail', keys)}@${new URL(base).hostname}>`;
};

/** RFC 8058: a mail program ends it with one click, without a page. */
const unsubscribing = (ending: string) => ({
  'List-Unsubscribe': `<${ending}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/**
 * @param base scheme and host of this server
 * @param endingCode by which whoever gets the mails ends them
 */
export function mailSender(
  { url, passwordFile, from }: MailSettings,
  base: string,
  endingCode: (id: string) => string | undefined,
): Sender {
  const { username, hostname, port, protocol, password } = new URL(url);
  const pass = passwordFile === undefined ? decodeURIComponent(password) : readFileSync(passwordFile, 'utf8').trim();
  const transport = createTransport({
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port),
    secure: protocol === 'smtps:',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass } }),
    // A password goes over an encrypted connection alone.
    requireTLS: username !== '',
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mailOf = ({ subject, text }: MailText, to: string, headers: Record<string, string>): SendMailOptions => ({
    from,
    to: { name: '', address: to },
    subject,
    text,
    headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
  });
  return async (subscription, letters) => {
    const { address } = subscription.channel as Mail;
    const ending = endingAddress(base, subscription, endingCode(subscription.id) ?? '');
    const [first] = letters;
    const mail =
      first?.code === undefined
        ? mailOf(
            alertText(
              letters.map(({ letter, news }) => alertEventOf(subscription, letter, news, base)),
              ending,
            ),
            address,
            unsubscribing(ending),
          )
        : mailOf(confirmationText(base, subscription, first.code), address, {});
    try {
      await transport.sendMail({ ...mail, messageId: messageIdOf(subscription, letters, base) });
      return { isDelivered: true };
    } catch (error) {
      return { isDelivered: false, why: whyOf(error) };
    }
  };
}
