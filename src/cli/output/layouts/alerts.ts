/** Alerts: asked for, listed, and what could not be delivered. */
import type {
  AlertAddedAnswer,
  AlertAnswer,
  AlertsAnswer,
  DeadLettersAnswer,
} from '../../../../answers/alerts/alerts.js';
import { gridOrLine, type Layout } from '../layout.js';

const minute = (instant: string | null): string =>
  instant?.slice(0, '2026-01-01T00:00'.length).replace('T', ' ') ?? '–';

function wantedIn({ changes: { topics, parties, silentDays } }: AlertAnswer): string {
  const of = parties ? ` of ${parties.join(' ')}` : '';
  const named = topics.map((topic) => (topic === 'position' ? `${topic}${of}` : topic));
  return [...named, ...(silentDays === undefined ? [] : [`silence over ${silentDays} d`])].join(', ');
}

function talksIn({ talks: { negotiations, party, phase, contested, q } }: AlertAnswer): string {
  const parts = [
    ...(negotiations ? [negotiations.join(' ')] : []),
    ...(party === undefined ? [] : [`with ${party}`]),
    ...(phase === undefined ? [] : [phase]),
    ...(contested === undefined ? [] : [contested ? 'contested' : 'not contested']),
    ...(q === undefined ? [] : [`“${q}”`]),
  ];
  return parts.length === 0 ? 'all' : parts.join(', ');
}

const channelIn = ({ channel: { kind, to, shape, rhythm } }: AlertAnswer): string =>
  `${kind} ${to} (${shape ?? rhythm ?? ''})`;

export const alertLayout = (alert: AlertAnswer): Layout => {
  const { id, label, standing, waiting, dead, delivered, lastDeliveredAt, lastFailure } = alert;
  return [
    `alert ${id}${label === null ? '' : `, ${label}`}: ${standing}`,
    `talks: ${talksIn(alert)}; on: ${wantedIn(alert)}; by: ${channelIn(alert)}`,
    `delivered ${delivered}, the last ${minute(lastDeliveredAt)}; waiting ${waiting}; dead ${dead}`,
    ...(lastFailure === null
      ? []
      : [`failed ${minute(lastFailure.at)}: ${lastFailure.why}; tried again ${minute(lastFailure.nextAt)}`]),
  ];
};

export const addedLayout = (alert: AlertAddedAnswer): Layout => [
  ...(alert.secret === null ? [] : [alert.secret]),
  ...alertLayout(alert),
];

export const alertsLayout = ({ alerts }: AlertsAnswer): Layout =>
  gridOrLine(
    'no alerts',
    ['ID', 'LABEL', 'TALKS', 'ON', 'BY', 'STANDING', 'DELIVERED', 'WAITING', 'DEAD'],
    alerts.map((alert) => [
      alert.id,
      alert.label ?? '',
      talksIn(alert),
      wantedIn(alert),
      channelIn(alert),
      alert.standing,
      String(alert.delivered),
      String(alert.waiting),
      String(alert.dead),
    ]),
  );

export const deadLettersLayout = ({ letters }: DeadLettersAnswer): Layout =>
  gridOrLine(
    'no dead letters',
    ['ID', 'AT', 'DIED', 'ATTEMPTS', 'WHY', 'WORDS'],
    letters.map(({ id, at, deadAt, attempts, why, words }) => [
      id,
      minute(at),
      minute(deadAt),
      String(attempts),
      why,
      words.length === 0 ? 'erased' : words.join(' '),
    ]),
  );
