/** Deliveries: in order for each subscription, again after a failure, and to nobody’s cost but that of who fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HTTP, type CloudEvent } from 'cloudevents';
import { DELAYS, nextAttempt, PATIENCE } from '../../src/alerts/delivering/back-off.js';
import { Lanes } from '../../src/alerts/delivering/lanes.js';
import { newFolder, remove } from '../app/started-app.js';
import { until } from '../store/until.js';
import { Kept } from './kept.js';
import { Receiver, type Received } from './receiver.js';

const HOUR = 3_600_000;
const folders: string[] = [];
let receiver: Receiver;
let kept: Kept;
beforeAll(async () => {
  receiver = await Receiver.start();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.instead.clear();
  const folder = newFolder();
  folders.push(folder);
  kept = new Kept(folder, receiver);
  kept.begin();
});
afterEach(() => kept.keeper.close());
afterAll(async () => {
  await receiver.stop();
  for (const folder of folders) remove(folder);
});

const keysAt = (path: string): string[] =>
  receiver.events(path).map(({ data: { talks } }) => {
    const to = talks[0]?.changes[0]?.to;
    return typeof to === 'string' ? to : '';
  });

test('What fails is tried again with the same id, and what waits behind it keeps its order', async () => {
  const id = kept.add('ok/a');
  receiver.instead.set('ok/a', (response) => {
    const fails = receiver.at('ok/a').length < 2;
    response.writeHead(fails ? 503 : 200).end();
    return fails ? 503 : 200;
  });
  for (const key of ['one', 'two', 'three']) kept.tell(key);
  await until(() => kept.standing(id).failedAt !== null);
  kept.pass(5_000);
  await until(() => receiver.at('ok/a').length === 2);
  await until(() => kept.standing(id).nextAt > kept.now);
  kept.pass(59_000);
  expect(receiver.at('ok/a')).toHaveLength(2);
  kept.pass(1_000);
  await until(() => kept.standing(id).delivered === 3);
  expect(keysAt('ok/a')).toEqual(['one', 'one', 'one', 'two', 'three']);
  expect(
    new Set(
      receiver
        .at('ok/a')
        .slice(0, 3)
        .map(({ headers }) => headers['webhook-id']),
    ).size,
  ).toBe(1);
  expect(kept.standing(id)).toMatchObject({ waiting: 0, dead: 0, failedAt: null, why: null });
});

test('A receiver that is slow, dead, answers 500, breaks off or leads elsewhere holds up only its own', async () => {
  const bad = ['slow/a', 'fails/a', 'cut/a', 'moved/a'].map((path) => kept.add(path));
  const dead = kept.add('x', { url: 'http://127.0.0.1:1/x' });
  const good = kept.add('ok/good');
  for (let i = 0; i < 20; i += 1) kept.tell(`n${i}`);
  await until(() => kept.standing(good).delivered === 20);
  expect(keysAt('ok/good')).toEqual(Array.from({ length: 20 }, (_, i) => `n${i}`));
  for (const id of [...bad, dead]) await until(() => kept.standing(id).failedAt !== null);
  expect([...bad, dead].map((id) => kept.standing(id).waiting)).toEqual([20, 20, 20, 20, 20]);
  expect([...bad, dead].map((id) => kept.standing(id).why)).toEqual([
    'there was no whole answer within 0.3 seconds',
    'the receiver answers 500',
    'there was no whole answer',
    'the receiver answers 308: it leads on to another address, which is not followed',
    expect.stringMatching(/^only public addresses/),
  ]);
});

test('After three days a letter is dead; it is shown, and tried again by hand with its id', async () => {
  const id = kept.add('fails/b');
  kept.tell('lost');
  for (let tries = 1; kept.standing(id).dead === 0; tries += 1) {
    await until(() => receiver.at('fails/b').length === tries);
    await until(() => kept.standing(id).nextAt > kept.now || kept.standing(id).dead === 1);
    kept.pass(Math.max(0, kept.standing(id).nextAt - kept.now));
  }
  expect(kept.warnings).toEqual([expect.stringMatching(/^an alert of [0-9a-f]{16} is given up after 11 attempts/)]);
  expect(kept.keeper.backlog()).toMatchObject({ dead: 1 });
  const { letters, total } = kept.keeper.deadLetters(id);
  expect([total, letters]).toEqual([
    1,
    [expect.objectContaining({ attempts: 11, why: 'the receiver answers 500', words: ['T: The talks are lost.'] })],
  ]);
  receiver.instead.set('fails/b', (response) => {
    response.writeHead(200).end();
    return 200;
  });
  expect(kept.keeper.replay(id, ['another'])).toBe(0);
  expect(kept.keeper.replay(id, [letters[0]?.id ?? ''])).toBe(1);
  await until(() => kept.standing(id).delivered === 1);
  expect(receiver.at('fails/b').at(-1)?.headers['webhook-id']).toBe(letters[0]?.id);
  expect(kept.standing(id)).toMatchObject({ waiting: 0, dead: 0 });
});

test('What one has got waits for others still', async () => {
  const ids = ['ok/p', 'ok/q', 'fails/r'].map((path) => kept.add(path));
  for (const key of ['one', 'two', 'three']) kept.tell(key);
  await until(() => ids.slice(0, 2).every((id) => kept.standing(id).delivered === 3));
  receiver.instead.set('fails/r', (response) => {
    response.writeHead(200).end();
    return 200;
  });
  await until(() => kept.standing(ids[2] ?? '').failedAt !== null);
  kept.pass(5_000);
  await until(() => kept.standing(ids[2] ?? '').delivered === 3);
  expect(keysAt('fails/r').slice(-3)).toEqual(['one', 'two', 'three']);
});

test('Who may not have it any more gets nothing, and what waited is gone', async () => {
  const [one, other] = [kept.add('ok/one'), kept.add('fails/other')];
  kept.tell('first');
  await until(() => kept.standing(one).delivered === 1 && kept.standing(other).failedAt !== null);
  kept.allow([one]);
  kept.tell('second');
  await until(() => kept.standing(one).delivered === 2);
  expect(receiver.at('fails/other')).toHaveLength(1);
  expect(kept.standing(other).waiting).toBeLessThanOrEqual(1);
});

test('What was not delivered when the process ended is delivered by the next, once', async () => {
  const id = kept.add('ok/c');
  kept.allow([]);
  kept.tell('x');
  // Nobody may have it: nothing was sent, and what comes to wait after that stays.
  expect(kept.standing(id).waiting).toBe(1);
  kept.keeper.close();
  kept = new Kept(kept.folder, receiver);
  kept.begin();
  await until(() => kept.standing(id).delivered === 1);
  expect(keysAt('ok/c')).toEqual(['x']);
});

test('Where something was erased, its words are in no letter that waits', async () => {
  const id = kept.add('ok/e');
  kept.allow([]);
  kept.tell('named', 'entry', 'Said by a-name-that-nobody-may-know.');
  kept.keeper.take({ followed: { position: '9', groups: '[]', time: kept.now }, news: [], erased: ['talks'] });
  const file = join(kept.folder, 'alerts.db');
  const words = Buffer.from('a-name-that-nobody');
  for (const part of [file, `${file}-wal`]) expect(readFileSync(part).includes(words)).toBe(false);
  kept.allow();
  await until(() => kept.standing(id).delivered === 1);
  expect(receiver.events('ok/e')).toEqual([
    expect.objectContaining({ subject: 'talks', data: expect.objectContaining({ erased: true, talks: [] }) }),
  ]);
});

test('The body is a CloudEvent by its schema, and chats are sent nothing that they could read as a link', async () => {
  kept.add('ok/events');
  kept.add('ok/slack', { shape: 'slack' } as never);
  kept.add('ok/teams', { shape: 'teams' } as never);
  kept.tell('told', 'import', '<https://evil.example|click> @channel [x](javascript:1) & more');
  await until(() => receiver.received.length === 3);
  const [{ headers, body }] = receiver.at('ok/events') as [Received];
  const event = HTTP.toEvent({ headers, body }) as CloudEvent;
  expect([event.validate(), event.type, event.subject]).toEqual([true, 'parley.alert.digest', 'talks']);
  const slack = JSON.parse(receiver.at('ok/slack')[0]?.body ?? '') as { text: string; blocks: { type: string }[] };
  expect(slack.text).not.toMatch(/[<>]/);
  expect(JSON.stringify(slack.blocks)).toContain('"type":"plain_text"');
  expect(JSON.parse(receiver.at('ok/teams')[0]?.body ?? '')).toMatchObject({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }],
  });
});

test('Attempts grow rarer over three days, and one that waited behind another is tried at least once', () => {
  let [now, attempts] = [0, 0];
  const at = [now];
  for (;;) {
    attempts += 1;
    const next = nextAttempt({ attempts, failingSince: 0, due: 0 }, now);
    if (next === undefined) break;
    now = next;
    at.push(now);
  }
  expect(at).toHaveLength(DELAYS.length + 2);
  expect(now).toBeGreaterThan(PATIENCE - 24 * HOUR);
  expect(nextAttempt({ attempts: 1, failingSince: 0, due: 0 }, 100 * HOUR)).toBeUndefined();
  expect(nextAttempt({ attempts: 1, failingSince: 0, due: 99 * HOUR }, 100 * HOUR)).toBe(100 * HOUR + 5_000);
  expect(nextAttempt({ attempts: 1, failingSince: 0, due: 0 }, 0, 600)).toBe(600_000);
});

test('A thousand receivers that never answer leave room for one that does', () => {
  const lanes = new Lanes();
  let begun = 0;
  for (let second = 0; second < 10; second += 1)
    for (let i = 0; i < 1_000; i += 1) {
      if (lanes.isUnderWay(i) || !lanes.hasRoomFor(i, second * 1_000)) continue;
      lanes.begin(i, second * 1_000);
      begun += 1;
    }
  expect(begun).toBe(256);
  for (let i = 0; i < 1_000; i += 1) if (lanes.isUnderWay(i)) lanes.end(i, 10_000, false);
  for (let i = 0; i < 256; i += 1) if (lanes.hasRoomFor(i, 11_000)) lanes.begin(i, 11_000);
  expect([lanes.hasRoomFor(0, 11_000), lanes.hasRoomFor(2_000, 11_000)]).toEqual([false, true]);
});
