/** Alerts over HTTP: who may ask for them, what is sent, and what is never told. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Webhook } from 'standardwebhooks';
import type { AlertAddedAnswer, AlertAnswer, AlertsAnswer } from '../../answers/alerts/alerts.js';
import type { IssuedAnswer } from '../../answers/access/tokens.js';
import { startApp } from '../app/start-app.js';
import { newFolder, ready, remove } from '../app/started-app.js';
import { grade, inLines, opening, report, story } from '../app/talks.js';
import { serverFindings } from '../../src/doctor/server.js';
import { Config } from '../../src/platform/config.js';
import { NO_FETCHES } from '../../src/platform/intake-settings.js';
import { NO_BACKUPS, NO_PUBLISHING } from '../../src/platform/settings.js';
import { PRIVATE_LOG } from '../../src/platform/log-settings.js';
import { goneIn } from '../../src/store/erasure/erasures-list.js';
import { until } from '../store/until.js';
import { Receiver, type Received } from './receiver.js';

const ADMIN = 'the-first-token-of-this-test-server';

const folder = newFolder();
let receiver: Receiver;
let app: NestFastifyApplication;
let base: string;
const tokens = new Map<string, IssuedAnswer>();

async function ask(path: string, { token = 'ed', body }: { token?: string; body?: unknown } = {}): Promise<Response> {
  const secret = token === 'admin' ? ADMIN : tokens.get(token)?.secret;
  const isLines = typeof body === 'string';
  return fetch(`${base}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body === undefined ? {} : { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isLines ? body : JSON.stringify(body) }),
  });
}

async function json<A>(path: string, asking: Parameters<typeof ask>[1] = {}, status = 200): Promise<A> {
  const response = await ask(path, asking);
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.anything()]);
  return JSON.parse(text) as A;
}

const added = (path: string, more: object = {}, token = 'ed'): Promise<AlertAddedAnswer> =>
  json(
    '/v1/alerts',
    {
      token,
      body: {
        changes: { topics: ['phase', 'contested', 'position'] },
        channel: { kind: 'webhook', url: receiver.url(path) },
        ...more,
      },
    },
    201,
  );

const record = (id: string, more: object = {}, negotiation = 'talks') =>
  json(`/v1/negotiations/${negotiation}/reports`, { body: report(id, more) }, 201);

const shown = (id: string, token = 'ed'): Promise<AlertAnswer> => json(`/v1/alerts/${id}`, { token });

async function start(): Promise<void> {
  const intake = { ...NO_FETCHES, fetchAllow: [receiver.host] };
  const access = { bootstrapToken: ADMIN };
  const parts = [NO_BACKUPS, 0, NO_PUBLISHING, intake, {}, PRIVATE_LOG, { webhooks: true }] as const;
  app = await startApp(new Config(0, '127.0.0.1', folder, 'error', undefined, access, ...parts));
  base = await app.getUrl();
  await ready(base);
}

beforeAll(async () => {
  receiver = await Receiver.start();
  await start();
  for (const [name, role] of [
    ['ed', 'editor'],
    ['eve', 'editor'],
    ['ray', 'reader'],
  ] as const)
    tokens.set(name, await json('/v1/tokens', { token: 'admin', body: { subject: name, roles: [role] } }));
  await json('/v1/negotiations', { body: opening }, 201);
}, 240_000);
afterAll(async () => {
  await app.close();
  await receiver.stop();
  remove(folder);
});

test('Who subscribed is told of what changed, signed, in the form of a CloudEvent', async () => {
  const alert = await added('ok/first', { talks: { negotiations: ['talks'] } });
  await record('r1');
  await until(() => receiver.at('ok/first').length > 0);
  const { headers, body } = receiver.at('ok/first')[0] as Received;
  const event = new Webhook(alert.secret ?? '').verify(body, headers as Record<string, string>);
  expect(event).toMatchObject({
    specversion: '1.0',
    id: headers['webhook-id'],
    source: `/v1/alerts/${alert.id}`,
    type: 'parley.alert.change',
    subject: 'talks',
    data: {
      cause: 'entry',
      talks: [{ negotiation: 'talks', title: 'T', entry: 'r1', page: '/negotiations/talks/reports/r1', entries: 1 }],
    },
  });
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  expect(body).toContain('Union declares: confirms, on the talks.');
  await until(async () => (await shown(alert.id)).delivered === 1);
  expect(await shown(alert.id)).toMatchObject({ standing: 'active', waiting: 0, dead: 0, lastFailure: null });
});

test('Of an import there is one alert, and none for those who follow other talks', async () => {
  await added('ok/import');
  await added('ok/elsewhere', { talks: { negotiations: ['other'] } });
  await added('ok/party', { talks: { party: 'nobody' } });
  await json('/v1/import', { body: inLines([...story(30, ['a', 'b']), grade]) });
  await until(() => receiver.at('ok/import').length > 0);
  await record('r2', { party: 'port', kind: 'denial' });
  await until(() => receiver.at('ok/import').length > 1);
  const [digest, next] = receiver.events('ok/import');
  expect(digest).toMatchObject({ type: 'parley.alert.digest', subject: 'several', data: { cause: 'import' } });
  expect(digest?.data.talks.map(({ negotiation, entries }) => [negotiation, entries])).toEqual([
    ['a', 16],
    ['b', 16],
  ]);
  expect(next).toMatchObject({ type: 'parley.alert.change', subject: 'talks' });
  expect(receiver.at('ok/elsewhere')).toEqual([]);
  expect(receiver.at('ok/party')).toEqual([]);
});

test('A webhook takes the role editor, and what others have asked for is not there', async () => {
  const body = { changes: { topics: ['phase'] }, channel: { kind: 'webhook', url: receiver.url('ok/x') } };
  expect(await json('/v1/alerts', { token: 'ray', body }, 403)).toMatchObject({ code: 'forbidden' });
  const alert = await added('ok/eve', {}, 'eve');
  for (const path of [alert.id, `${alert.id}/dead-letters`])
    expect(await json(`/v1/alerts/${path}`, {}, 404)).toMatchObject({ code: 'unknown-alert' });
  for (const act of ['removal', 'replay'])
    expect(await json(`/v1/alerts/${alert.id}/${act}`, { body: {} }, 404)).toMatchObject({ code: 'unknown-alert' });
  const { alerts } = await json<AlertsAnswer>('/v1/alerts', { token: 'ed' });
  expect(alerts.map(({ id }) => id)).not.toContain(alert.id);
  expect(await json(`/v1/alerts/${alert.id}/removal`, { token: 'eve', body: {} })).toEqual({
    id: alert.id,
    removed: true,
  });
  // No backup brings it back.
  expect(goneIn(`${folder}.erasures`).alerts).toEqual(new Set([alert.id]));
});

test('A token that is taken away stops what was asked with it', async () => {
  const token = await json<IssuedAnswer>('/v1/tokens', { token: 'admin', body: { subject: 'tom', roles: ['editor'] } });
  tokens.set('tom', token);
  await added('ok/tom', {}, 'tom');
  const other = await added('ok/other');
  await json(`/v1/tokens/${token.id}/revocation`, { token: 'admin', body: {} });
  await record('r3', { party: 'port', kind: 'confirmation' });
  await until(async () => (await shown(other.id)).delivered > 0);
  expect(receiver.at('ok/tom')).toEqual([]);
});

test('A receiver that fails is told of, and holds up nobody else', async () => {
  const alert = await added('fails/path-that-is-a-secret');
  const slow = await added('slow/one');
  const other = await added('ok/beside');
  await record('r4', { kind: 'denial' });
  await until(async () => (await shown(other.id)).delivered > 0);
  await until(async () => (await shown(alert.id)).standing === 'failing');
  const failing = await shown(alert.id);
  expect(failing).toMatchObject({ waiting: 1, dead: 0, lastFailure: { why: 'the receiver answers 500' } });
  expect((await shown(slow.id)).waiting).toBe(1);
  expect(JSON.stringify(failing)).not.toContain('path-that-is-a-secret');

  const figures = await (await ask('/metrics')).text();
  expect(figures).toMatch(/^parley_alerts\{standing="waiting"\} [1-9]/m);
  expect(figures).toMatch(/^parley_alerts\{standing="dead"\} 0$/m);
  const findings = await serverFindings(base, tokens.get('ed')?.secret);
  expect(findings.filter(({ of }) => of === 'Alerts')).toEqual([
    expect.objectContaining({ standing: 'warning', found: expect.stringMatching(/^\d+ do not arrive: /) }),
  ]);
});

test('Addresses and secrets are in no file as they are, and gone with their subscription', async () => {
  const alert = await added('ok/hidden-path', { label: 'My label' });
  const file = join(folder, 'alerts.db');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]).toString('latin1');
  for (const text of ['hidden-path', 'My label', (alert.secret ?? '').slice(6)]) expect(bytes).not.toContain(text);
  const { alerts } = await json<AlertsAnswer>('/v1/alerts');
  expect(JSON.stringify(alerts)).not.toMatch(/whsec_|hidden-path/);
  await json(`/v1/alerts/${alert.id}/removal`, { body: {} });
  expect(await json(`/v1/alerts/${alert.id}`, {}, 404)).toMatchObject({ code: 'unknown-alert' });
});

test('What time alone does is told once, after a restart as well', async () => {
  const DAY = 86_400_000;
  const body = { ...opening, negotiation: 'quiet', title: 'Quiet talks' };
  await json('/v1/negotiations', { body }, 201);
  const changes = { topics: ['phase', 'position'], silentDays: 1 };
  const alert = await added('ok/silence', { talks: { negotiations: ['quiet'] }, changes });
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
  await record('q1', { reportedAt: at(3_000 - DAY) }, 'quiet');
  // The silence begins three seconds from now.
  await until(() => receiver.at('ok/silence').length > 1);
  const [entry, silence] = receiver.events('ok/silence');
  expect(entry?.data.cause).toBe('entry');
  expect(silence?.data).toMatchObject({ cause: 'time', talks: [{ negotiation: 'quiet', entry: null }] });
  expect(silence?.data.talks[0]?.changes[0]?.words).toMatch(/^Nothing has been reported for longer than a day: /);
  await until(async () => (await shown(alert.id)).waiting === 0);
  await app.close();
  await start();
  await record('q2', { reportedAt: at(0), party: 'port', kind: 'denial' }, 'quiet');
  await until(() => receiver.at('ok/silence').length > 2);
  expect(receiver.events('ok/silence').map(({ data }) => data.cause)).toEqual(['entry', 'time', 'entry']);
});

test('An agreement that lapses is told by time alone', async () => {
  const body = { ...opening, negotiation: 'short', title: 'A short truce' };
  await json('/v1/negotiations', { body }, 201);
  await added('ok/lapse', { talks: { negotiations: ['short'] }, changes: { topics: ['agreement'] } });
  const until3 = new Date(Date.now() + 3_000).toISOString();
  const truce = { kind: 'agreement', claim: undefined, agreement: 'truce', title: 'Truce', between: ['union', 'port'] };
  const terms = { scope: 'partial', terms: [{ item: 'truce', text: 'a truce of seconds' }], until: until3 };
  const now = new Date().toISOString();
  await record('t1', { ...truce, ...terms, jointly: ['port'], reportedAt: now }, 'short');
  await until(() => receiver.at('ok/lapse').length > 1);
  const [made, lapsed] = receiver.events('ok/lapse');
  expect(made?.data).toMatchObject({ cause: 'entry' });
  expect(lapsed?.data).toMatchObject({ cause: 'time', talks: [{ negotiation: 'short', entry: null }] });
  expect(lapsed?.data.talks[0]?.changes.map(({ words }) => words).join(' ')).toMatch(/lapse|expire/i);
});

test('After a restart it goes on from where it was', async () => {
  const alert = await added('ok/again');
  await app.close();
  await start();
  await record('r5');
  await until(() => receiver.at('ok/again').length > 0);
  expect(receiver.events('ok/again').map(({ data: { alert: of } }) => of)).toEqual([alert.id]);
});
