/** Mails: to whoever has confirmed them, with a way out in each; tested against a server that takes mails. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { AlertAddedAnswer, AlertAnswer } from '../../answers/alerts/alerts.js';
import { startApp } from '../app/start-app.js';
import { newFolder, ready, remove, send } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';
import { Config, readConfig } from '../../src/platform/config.js';
import { NO_FETCHES } from '../../src/platform/intake-settings.js';
import { NO_BACKUPS, NO_FRAMES } from '../../src/platform/settings.js';
import { PRIVATE_LOG } from '../../src/platform/log-settings.js';
import { until } from '../store/until.js';

const PUBLIC = 'https://parley.example.org';
const folder = newFolder();
const mails: Email[] = [];
let refuses = false;
let smtp: SMTPServer;
let app: NestFastifyApplication;
let base: string;

const receive = callbackify(async (stream: Readable) => {
  const mail = await PostalMime.parse(await text(stream));
  if (refuses) throw Object.assign(new Error('no room for ana@example.org'), { responseCode: 452 });
  mails.push(mail);
});

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _, done) => receive(stream, done),
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  const mail = { url: `smtp://127.0.0.1:${port}`, from: 'Parley <parley@example.org>' };
  const publishing = { publicUrl: PUBLIC, frameAncestors: NO_FRAMES };
  const parts = [NO_BACKUPS, 0, publishing, NO_FETCHES, {}, PRIVATE_LOG, { webhooks: false, mail }] as const;
  app = await startApp(new Config(0, '127.0.0.1', folder, 'error', undefined, {}, ...parts));
  base = await app.getUrl();
  await ready(base);
  await send(base, 'POST', '/negotiations', { ...opening, title: 'T\u202E and more' });
}, 240_000);
afterAll(async () => {
  await app.close();
  await new Promise((resolve) => smtp.close(() => resolve(undefined)));
  remove(folder);
});

const ask = (address: string, more: object = {}): Promise<Response> =>
  send(base, 'POST', '/alerts', {
    changes: { topics: ['phase', 'position'] },
    channel: { kind: 'mail', address },
    label: 'Buy now at https://spam.example',
    ...more,
  });

async function added(address: string): Promise<AlertAddedAnswer> {
  const response = await ask(address);
  expect(response.status).toBe(201);
  return (await response.json()) as AlertAddedAnswer;
}

const shown = async (id: string): Promise<AlertAnswer> =>
  (await (await fetch(`${base}/v1/alerts/${id}`)).json()) as AlertAnswer;

const to = (address: string): Email[] => mails.filter((mail) => mail.to?.[0]?.address === address);
const headerOf = (mail: Email | undefined, name: string): string | undefined =>
  mail?.headers.find(({ key }) => key === name)?.value;
const pathIn = (words: string | undefined, of: string): string =>
  new RegExp(`${PUBLIC}(/alerts/${of}/\\S+)`).exec(words ?? '')?.[1] ?? '';

test('Nothing is written but a question before it is confirmed; each mail has a way out in one click', async () => {
  const alert = await added('ana@example.org');
  expect(alert).toMatchObject({
    standing: 'unconfirmed',
    secret: null,
    channel: { kind: 'mail', to: 'a…@example.org' },
  });
  await until(() => to('ana@example.org').length === 1);
  const [question] = to('ana@example.org');
  expect([question?.subject, question?.text]).toEqual([
    'Do you want alerts from Parley?',
    expect.not.stringContaining('spam.example'),
  ]);
  await send(base, 'POST', '/negotiations/talks/reports', report('r1'));
  const path = pathIn(question?.text, 'confirm');
  const page = await fetch(base + path);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
  expect((await shown(alert.id)).standing).toBe('unconfirmed');
  expect((await fetch(base + path, { method: 'POST' })).status).toBe(200);
  expect((await shown(alert.id)).standing).toBe('active');

  await send(base, 'POST', '/negotiations/talks/reports', report('r2', { party: 'port', kind: 'denial' }));
  await until(() => to('ana@example.org').length === 2);
  const [, mail] = to('ana@example.org');
  expect(mail?.text).toContain('Port declares: denies, on the talks.');
  expect(mail?.text).not.toContain('Union declares');
  expect(mail?.subject).toMatch(/^T {2}and more: /);
  const ending = pathIn(headerOf(mail, 'list-unsubscribe'), 'end').replace('>', '');
  expect([headerOf(mail, 'list-unsubscribe-post'), headerOf(mail, 'auto-submitted')]).toEqual([
    'List-Unsubscribe=One-Click',
    'auto-generated',
  ]);
  expect((await fetch(base + ending)).status).toBe(200);
  expect((await shown(alert.id)).standing).toBe('active');
  expect((await fetch(`${base}${ending.slice(0, -1)}x`, { method: 'POST' })).status).toBe(404);
  const click = await fetch(base + ending, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect([click.status, click.redirected]).toEqual([200, false]);
  expect((await fetch(`${base}/v1/alerts/${alert.id}`)).status).toBe(404);
});

test('A server of mails that takes none is told of without the address, and the mail is tried again', async () => {
  refuses = true;
  const alert = await added('eva@example.org');
  await until(async () => (await shown(alert.id)).lastFailure !== null);
  expect(await shown(alert.id)).toMatchObject({ waiting: 1, lastFailure: { why: 'the mail server answers 452' } });
  refuses = false;
});

test('An address is asked three times a day at most, and headers cannot be written through it', async () => {
  for (let i = 0; i < 3; i += 1) await added('Ida@example.org');
  expect((await ask('ida@example.org')).status).toBe(409);
  for (const address of ['a@example.org\r\nBcc: b@example.org', 'a@example.org, b@example.org', 'x', '<a@example.org>'])
    expect((await ask(address)).status).toBe(422);
});

test('Mail is configured whole or not at all, and its password is in no message', () => {
  const read = readConfig({ PARLEY_SMTP_URL: 'smtp://me:a-password@mail.example.org' });
  expect(read).toEqual({ problems: [expect.stringMatching(/must be given together/)] });
  const bad = readConfig({ PARLEY_SMTP_URL: 'http://me:a-password@mail.example.org' });
  expect(JSON.stringify([read, bad])).not.toContain('a-password');
});
