/** The shapes of a webhook's body: a CloudEvent, or a message as chats take it. */
import type { Shape } from '../../../answers/alerts/alerts.js';
import type { AlertEvent } from '../../../answers/alerts/cloud-event.js';
import { noteOf, wordsOf } from './alert-event.js';

/** A body, and its media type. */
export interface ShapedBody {
  readonly type: string;
  readonly body: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text that Slack reads neither as a link nor as a mention. */
const slackText = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);

const isAddress = (page: string): boolean => /^https?:\/\//.test(page);

/** Slack shows at most 50 blocks, of at most 3,000 characters. */
const SLACK_BLOCKS = 45;
const SLACK_TEXT = 2_900;

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;

const plain = (text: string) => ({
  type: 'section',
  text: { type: 'plain_text', text: cut(text, SLACK_TEXT), emoji: false },
});

const link = (page: string) =>
  isAddress(page) ? [{ type: 'context', elements: [{ type: 'mrkdwn', text: `<${slackText(page)}|Read it>` }] }] : [];

/** For Slack's incoming webhooks. Words are `plain_text`, in which nothing is a sign; `text` is what a notification shows. */
function slack(event: AlertEvent): object {
  const words = wordsOf(event);
  const note = noteOf(event);
  const first = words[0];
  const text = first ? `${first.title}: ${first.lines[0] ?? ''}` : (note ?? '');
  const blocks = words.flatMap(({ title, lines, page }) => [plain([title, ...lines].join('\n')), ...link(page)]);
  return {
    text: slackText(text),
    blocks: [...blocks.slice(0, SLACK_BLOCKS), ...(note === undefined ? [] : [plain(note)])],
  };
}

/** Text runs: in a `TextBlock` signs would be read as Markdown. */
const run = (text: string, weight?: 'bolder') => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...(weight ? { weight } : {}) }],
});

/** An Adaptive Card, as the webhooks of Teams take it. */
function teams(event: AlertEvent): object {
  const note = noteOf(event);
  const words = wordsOf(event);
  const body = words.flatMap(({ title, lines }) => [run(title, 'bolder'), ...lines.map((line) => run(line))]);
  const actions = words
    .filter(({ page }) => isAddress(page))
    .slice(0, 5)
    .map(({ title, page }) => ({ type: 'Action.OpenUrl', title: cut(title, 60), url: page }));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [...body, ...(note === undefined ? [] : [run(note)])],
    ...(actions.length > 0 ? { actions } : {}),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

/** The alert in the shape that its receiver takes. */
export function shaped(shape: Shape, event: AlertEvent): ShapedBody {
  switch (shape) {
    case 'cloudevents':
      return { type: 'application/cloudevents+json; charset=utf-8', body: JSON.stringify(event) };
    case 'slack':
      return { type: 'application/json; charset=utf-8', body: JSON.stringify(slack(event)) };
    case 'teams':
      return { type: 'application/json; charset=utf-8', body: JSON.stringify(teams(event)) };
  }
}
