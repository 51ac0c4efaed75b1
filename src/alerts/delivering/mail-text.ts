/** What mails say. It is plain text: nothing in a name or a sentence is markup, and no address in it is made a link by us. */
import { onOneLine } from '../../../events/text.js';
import type { Mail, Subscription } from '../kept/subscription.js';
import type { AlertEvent } from '../../../answers/alerts/cloud-event.js';
import { noteOf, wordsOf } from './alert-event.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** What would break out of a line, or turn one around. */
const NO_LINE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
const MOST_IN_SUBJECT = 150;

export function subjectLine(text: string): string {
  const line = text.replaceAll(NO_LINE, ' ').toWellFormed().trim();
  return line.length > MOST_IN_SUBJECT ? `${line.slice(0, MOST_IN_SUBJECT).toWellFormed()}…` : line;
}

/** The address at which whoever has it ends the mails. */
export const endingAddress = (base: string, { id }: Subscription, code: string): string =>
  `${base}/alerts/end/${id}/${code}`;

/** @param code that confirms it. Nothing that whoever asked has written is in this mail: it goes to people who did not ask. */
export function confirmationText(base: string, { owner, channel }: Subscription, code: string): MailText {
  const { rhythm } = channel as Mail;
  const often = { 'at-once': 'as they happen', hourly: 'once an hour', daily: 'once a day' }[rhythm];
  return {
    subject: 'Do you want alerts from Parley?',
    text: `${subjectLine(owner.subject)} has asked that this address is told of changes in negotiations, ${often}.

If you want that, open this page and confirm it:

${base}/alerts/confirm/${code}

If you do not, do nothing: no more is sent.
`,
  };
}

const section = (event: AlertEvent): string => {
  const talks = wordsOf(event).map(({ title, lines, page }) =>
    [subjectLine(title), ...lines.map((line) => `- ${onOneLine(line).trim()}`), page].join('\n'),
  );
  const note = noteOf(event);
  return [...talks, ...(note === undefined ? [] : [note])].join('\n\n');
};

/** @param events one, or those of a digest */
export function alertText(events: readonly AlertEvent[], ending: string): MailText {
  const [first] = events;
  const words = first ? wordsOf(first)[0] : undefined;
  const subject =
    events.length === 1 && words ? `${words.title}: ${words.lines[0] ?? ''}` : `Parley: ${events.length} alerts`;
  return {
    subject: subjectLine(subject),
    text: `${events.map((event) => `${event.time.slice(0, 16).replace('T', ' ')} UTC\n${section(event)}`).join('\n\n')}

--
You get this because you have confirmed it. To end it:
${ending}
`,
  };
}
