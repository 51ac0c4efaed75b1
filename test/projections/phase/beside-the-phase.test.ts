/** What the status says beside the phase: contested, halts, outlook, freshness, confidence, the agreement shown. */
import type { JsonObject } from '../../../events/envelope.js';
import { freshnessValidUntil } from '../../../projections/phase/freshness.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { given, opened, says, type Line } from '../given.js';

const paper = (publisher: string): JsonObject => ({ source: { publisher } });
const summary = (lines: readonly Line[], lens: JsonObject = {}, more: JsonObject = {}) =>
  summaryOf(given([opened(more), ...lines], lens)!.counted);

describe('contested', () => {
  const confirmed = says('a', 1, 'state', 'confirmation', { claim: 'talks' });
  test('names who denies, and since when both are said', () =>
    expect(summary([confirmed, says('b', 3, 'ford', 'denial', { claim: 'talks' })]).contested).toEqual({
      value: true,
      by: ['ford'],
      since: '2023-10-03',
    }));
  test('begins again where it had ended', () =>
    expect(
      summary([
        confirmed,
        says('b', 3, 'ford', 'denial', { claim: 'talks' }),
        says('c', 4, 'ford', 'contact', { with: ['union'] }),
        says('d', 5, 'union', 'denial', { claim: 'talks' }),
      ]).contested,
    ).toEqual({ value: true, by: ['union'], since: '2023-10-05' }));
});

describe('a halt that nobody declares', () => {
  const talks = says('t', 1, 'ford', 'contact', { with: ['union'] });
  const halting = (id: string, day: number, publisher: string, more: JsonObject = {}) =>
    says(id, day, null, 'suspension', { ...paper(publisher), ...more });
  const two = [talks, halting('a', 2, 'One'), halting('b', 3, 'Two', { corroborates: 'a' })];
  test('is reported once two origins report it', () =>
    expect(summary(two).reportedHalt).toEqual({ value: 'suspended', since: '2023-10-02' }));
  test('is not reported by two publishers of one origin', () =>
    expect(
      summary([
        talks,
        halting('a', 2, 'One'),
        halting('b', 3, 'Two', { corroborates: 'a', source: { publisher: 'Two', origin: 'One' } }),
      ]).reportedHalt,
    ).toBeNull());
  test('is not reported by poor reports', () =>
    expect(
      summary([...two.slice(0, 2), halting('b', 3, 'Two', { corroborates: 'a', credibility: 5 })]).reportedHalt,
    ).toBeNull());
  test('ends with a later declared act in the talks', () =>
    expect(summary([...two, says('c', 4, 'union', 'contact', { with: ['ford'] })]).reportedHalt).toBeNull());
  test('is not shown where the phase says so already', () =>
    expect(summary([...two, says('c', 2, 'union', 'suspension')]).reportedHalt).toBeNull());
  test('that the phase says already hides no earlier one that it does not say', () => {
    const broken = (id: string, day: number, publisher: string, more: JsonObject = {}) =>
      says(id, day, null, 'breakdown', { ...paper(publisher), ...more });
    const declared = [says('t', 1, 'ford', 'contact', { with: ['union'] }), says('s', 1, 'union', 'suspension')];
    const collapse = [broken('c', 2, 'One'), broken('d', 2, 'Two', { corroborates: 'c' })];
    const suspension = [halting('a', 3, 'One'), halting('b', 3, 'Two', { corroborates: 'a' })];
    expect(summary([...declared, ...collapse, ...suspension]).reportedHalt).toEqual({
      value: 'collapsed',
      since: '2023-10-02',
    });
  });
});

describe('outlook', () => {
  const sees = (id: string, day: number, party: string | null, outlook: string, more: JsonObject = {}) =>
    says(id, day, party, 'assessment', { outlook, ...more });
  const value = (...lines: readonly Line[]) => {
    const { all, onTheRecord } = summary(lines).outlook;
    return [all.value, onTheRecord.value];
  };
  test('is unknown where nobody gave one', () => expect(value()).toEqual(['unknown', 'unknown']));
  test('is the latest where all are hopeful', () =>
    expect(value(sees('a', 1, 'ford', 'progress'), sees('b', 2, 'union', 'imminent'))).toEqual([
      'imminent',
      'imminent',
    ]));
  test('is mixed where some are hopeful and others are not', () =>
    expect(value(sees('a', 1, 'ford', 'progress'), sees('b', 2, 'union', 'remote'))).toEqual(['mixed', 'mixed']));
  test('takes each voice by its latest', () =>
    expect(value(sees('a', 1, 'ford', 'remote'), sees('b', 2, 'ford', 'progress'))[0]).toBe('progress'));
  test('counts speakers of two parties as two voices, though the papers name neither', () => {
    const insider = { speaker: { capacity: 'insider' } };
    expect(value(sees('a', 1, 'ford', 'deadlock', insider), sees('b', 2, 'union', 'progress', insider))[0]).toBe(
      'mixed',
    );
    expect(value(sees('a', 1, 'ford', 'deadlock', insider), sees('b', 2, 'ford', 'progress', insider))[0]).toBe(
      'progress',
    );
  });
  test('counts a speaker as one voice by its name, however its letters are composed, and whether its party is named', () => {
    const named = (name: string, more: JsonObject = {}) => ({ speaker: { capacity: 'insider', name, ...more } });
    const lines = [
      sees('a', 1, 'ford', 'deadlock', named('Ren\u00e9')),
      sees('b', 2, 'ford', 'progress', named('Rene\u0301', { party: 'ford' })),
    ];
    expect(value(...lines)[0]).toBe('progress');
  });
  test('leaves out assessments of one issue', () =>
    expect(value(sees('a', 1, 'ford', 'remote', { issue: 'pay' }))[0]).toBe('unknown'));
  test('leaves out what is more than a week older than the newest report', () =>
    expect(value(sees('a', 1, 'ford', 'remote'), sees('b', 9, 'union', 'progress'))[0]).toBe('progress'));
  test('is given on the record alone as well', () =>
    expect(
      value(sees('a', 1, 'ford', 'progress'), sees('b', 2, null, 'remote', { attribution: 'unattributed' })),
    ).toEqual(['mixed', 'progress']));
  test('does not outlive a collapse', () =>
    expect(value(sees('a', 1, 'ford', 'progress'), says('b', 2, 'ford', 'breakdown'))[0]).toBe('unknown'));
});

describe('freshness', () => {
  const fresh = (day: number, ...more: readonly Line[]) => {
    const { value, ageDays } = summary([says('a', 1, 'ford', 'contact', { with: ['union'] }), ...more], {
      reportedBy: `2023-10-${String(day).padStart(2, '0')}`,
    }).freshness;
    return [value, ageDays];
  };
  test('is active, then quiet, then stale', () => {
    expect(fresh(8)).toEqual(['active', 7]);
    expect(fresh(9)).toEqual(['quiet', 8]);
    expect(summary([says('a', 1, 'ford', 'refusal')]).freshness.value).toBe('stale');
  });
  test('is stale where there is nothing', () =>
    expect(summary([]).freshness).toEqual({ value: 'stale', newest: undefined, ageDays: null }));
  test('counts former officials, but no refusal to comment', () => {
    const former = { speaker: { capacity: 'former-official' } };
    expect(fresh(9, says('b', 9, null, 'stance', { issue: 'pay', toward: 'open', ...former }))[1]).toBe(0);
    expect(fresh(9, says('b', 9, 'ford', 'no-comment'))[1]).toBe(8);
  });
  test('turns with the clock at the next whole day', () => {
    const at = (lens: JsonObject, ...lines: readonly Line[]) =>
      freshnessValidUntil(given([opened(), ...lines], lens)!.counted);
    const report = says('a', 1, 'ford', 'refusal', { reportedAt: '2023-10-01T12:00:00Z' });
    expect(new Date(at({ reportedBy: '2023-10-03T13:00:00Z' }, report)).toISOString()).toBe('2023-10-04T12:00:00.000Z');
    expect(new Date(at({ reportedBy: '2023-10-08T12:00:00Z' }, report)).toISOString()).toBe('2023-10-08T12:00:00.001Z');
    expect(at({})).toBe(Infinity);
  });
});

describe('confidence', () => {
  const confirms = (id: string, publisher: string, party: string | null = 'state', more: JsonObject = {}) =>
    says(id, 1, party, 'confirmation', { claim: 'talks', ...paper(publisher), ...more });
  const of = (...lines: readonly Line[]) => summary(lines).confidence.value;
  test('is low where one origin says it in another’s name', () => expect(of(confirms('a', 'One', null))).toBe('low'));
  test('is moderate where two origins say it in any way, or one on the record', () => {
    expect(of(confirms('a', 'One', null), confirms('b', 'Two', null))).toBe('moderate');
    expect(of(confirms('a', 'One'))).toBe('moderate');
  });
  test('is high where two origins carry it on the record', () =>
    expect(of(confirms('a', 'One'), confirms('b', 'Two'))).toBe('high'));
  test('does not count poor reports', () =>
    expect(of(confirms('a', 'One'), confirms('b', 'Two', 'state', { credibility: 4 }))).toBe('moderate'));
  test('is one level lower while contested', () =>
    expect(of(confirms('a', 'One'), says('b', 2, 'ford', 'denial', { claim: 'talks' }))).toBe('low'));
  test('rests on breakdowns after a collapse, on suspensions in a suspension, on the conclusion at the end', () => {
    const talks = says('a', 1, 'ford', 'contact', { with: ['union'] });
    expect(of(talks, says('b', 2, 'ford', 'breakdown'), says('c', 2, 'union', 'breakdown', paper('Two')))).toBe('high');
    expect(of(talks, says('b', 2, 'ford', 'suspension'))).toBe('moderate');
    expect(of(talks, says('b', 2, 'ford', 'conclusion'))).toBe('moderate');
  });
  test('rests on the reports of the agreements that bind', () => {
    const agrees = (id: string, party: string, publisher: string) =>
      says(id, 3, party, 'agreement', {
        agreement: 'd',
        between: ['union', 'ford'],
        scope: 'full',
        terms: [],
        ...paper(publisher),
      });
    expect(of(agrees('a', 'ford', 'One'), agrees('b', 'union', 'Two'))).toBe('high');
  });
});

describe('the agreement shown', () => {
  const agrees = (id: string, day: number, party: string | null, agreement: string, more: JsonObject = {}) =>
    says(id, day, party, 'agreement', { agreement, between: ['union', 'ford'], scope: 'full', terms: [], ...more });
  const shown = (...lines: readonly Line[]) => {
    const { agreement, value } = summary(lines).agreement;
    return [agreement, value];
  };
  test('is none where no report names one', () => expect(shown()).toEqual([null, 'none']));
  test('is the one in force, though another was reported later', () =>
    expect(shown(agrees('a', 1, 'ford', 'old'), agrees('b', 2, 'union', 'old'), agrees('c', 3, null, 'new'))).toEqual([
      'old',
      'agreed',
    ]));
  test('is the one just announced, of as many principals, unless another of its chain is in force', () => {
    const old = [agrees('a', 1, 'ford', 'old'), agrees('b', 2, 'union', 'old')];
    expect(shown(...old, agrees('c', 3, 'ford', 'new'))).toEqual(['new', 'announced']);
    expect(shown(...old, agrees('c', 3, 'ford', 'new', { extends: 'old' }))).toEqual(['old', 'agreed']);
    expect(shown(...old, agrees('c', 3, 'ford', 'new', { between: ['ford', 'state'] }))).toEqual(['old', 'agreed']);
  });
  test('does not hide the others in force: those of most principals come first, of several the last told', () => {
    const lines = [
      agrees('a', 1, 'ford', 'old'),
      agrees('b', 1, 'union', 'old'),
      agrees('c', 2, 'ford', 'side', { between: ['ford', 'state'] }),
      agrees('d', 2, 'state', 'side', { between: ['ford', 'state'] }),
      agrees('e', 3, 'ford', 'new', { until: '2025' }),
      agrees('f', 3, 'union', 'new'),
    ];
    expect(summary(lines).agreement.inForce).toEqual(['old', 'side']);
    const lasting = lines.map((line) => ({ ...line, data: { ...line.data, until: '2030' } }));
    expect(summary(lasting).agreement.inForce).toEqual(['new', 'old', 'side']);
  });
  test('is of several in force the newer', () =>
    expect(
      shown(
        agrees('a', 1, 'ford', 'old'),
        agrees('b', 1, 'union', 'old'),
        agrees('c', 3, 'ford', 'new'),
        agrees('d', 3, 'union', 'new'),
      ),
    ).toEqual(['new', 'agreed']));
  test('is one in force though suspended', () =>
    expect(
      shown(
        agrees('a', 1, 'ford', 'old'),
        agrees('b', 1, 'union', 'old'),
        says('c', 2, 'ford', 'suspension', { agreement: 'old' }),
      ),
    ).toEqual(['old', 'suspended']));
  test('is else the one of which one with standing last said that it was made', () =>
    expect(
      shown(
        agrees('a', 1, 'ford', 'one'),
        agrees('b', 2, 'ford', 'two'),
        says('c', 3, null, 'confirmation', { agreement: 'one' }),
      ),
    ).toEqual(['two', 'announced']));
  test('is else the one last said by anybody to have been made, else the last denied', () => {
    expect(
      shown(
        says('a', 1, null, 'confirmation', { agreement: 'one' }),
        says('b', 2, 'ford', 'denial', { agreement: 'two' }),
      ),
    ).toEqual(['one', 'reported']);
    expect(
      shown(says('a', 1, 'ford', 'denial', { agreement: 'one' }), says('b', 2, 'ford', 'denial', { agreement: 'two' })),
    ).toEqual(['two', 'denied']);
  });
});
