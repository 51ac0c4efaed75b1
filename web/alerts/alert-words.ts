/** Alerts in words: what can be asked for, and how an alert stands. */
import type { AlertAnswer, AlertStanding, DeadLetter, Rhythm, Shape } from '../../answers/alerts/alerts.js';
import type { Topic } from '../../projections/alerts/topics.js';

export const TOPIC_WORDS: Readonly<Record<Topic, readonly [name: string, help: string]>> = {
  phase: ['Phase', 'how far the talks have come, and that they are said to have halted or begun again'],
  contested: ['Contested', 'that a party denies that there are talks, or does so no more'],
  agreement: ['Agreement', 'one that comes about, is carried out, breached, or lapses'],
  contradiction: ['Contradiction', 'one that comes up, or is gone'],
  position: ['Position', 'what a party declares, or is said to hold'],
};
export const TOPICS = (Object.keys(TOPIC_WORDS) as readonly Topic[]).map((value) => {
  const [name, help] = TOPIC_WORDS[value];
  return { value, name, help };
});

export const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  cloudevents: 'a program (CloudEvents, signed)',
  slack: 'Slack',
  teams: 'Teams',
};
export const RHYTHM_WORDS: Readonly<Record<Rhythm, string>> = {
  'at-once': 'each change at once',
  hourly: 'once an hour',
  daily: 'once a day',
};

export const STANDINGS: Readonly<Record<AlertStanding, readonly [mark: string, words: string, isGood: boolean]>> = {
  active: ['●', 'active', true],
  unconfirmed: ['○', 'not confirmed yet: whoever has the address was asked by mail', false],
  failing: ['!', 'failing, and tried again', false],
  stopped: ['✕', 'stopped: the token by which it was asked for is not good for it any more', false],
  off: ['✕', 'off: this server does not send that way at present', false],
};

export const CAUSE_WORDS: Readonly<Record<DeadLetter['cause'], string>> = {
  entry: 'something recorded',
  import: 'an import',
  source: 'the grade of a source',
  time: 'time alone',
};

/** The names of parties, by their ids. */
type Names = ReadonlyMap<string, string>;

/** Of which talks, in words; their titles come from whoever shows it. */
export function talksWords({ talks: { party, phase, contested, q } }: AlertAnswer, names: Names): string[] {
  return [
    ...(party === undefined ? [] : [`with the party ${names.get(party) ?? party}`]),
    ...(phase === undefined ? [] : [`in the phase ${phase}`]),
    ...(contested === undefined ? [] : [contested ? 'that are contested' : 'that are not contested']),
    ...(q === undefined ? [] : [`that hold “${q}”`]),
  ];
}

/** On what, in words. */
export function changesWords({ changes: { topics, parties, silentDays } }: AlertAnswer, names: Names): string[] {
  const of = parties === undefined ? '' : ` of ${parties.map((party) => names.get(party) ?? party).join(', ')}`;
  return [
    ...topics.map((topic) => `${TOPIC_WORDS[topic][0].toLowerCase()}${topic === 'position' ? of : ''}`),
    ...(silentDays === undefined
      ? []
      : [`silence for longer than ${silentDays === 1 ? 'a day' : `${silentDays} days`}`]),
  ];
}
