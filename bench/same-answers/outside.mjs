/** What leaves the server whole: exports, feeds, bundles, live streams, and the hashes of events. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { until, wait } from './build.mjs';
import { json, report, storiesOf } from './past.mjs';

const FORMATS = ['ndjson', 'csv', 'cloudevents'];

export const wholes = (talks) => [
  ...talks.flatMap(({ negotiation }) => [
    ...FORMATS.map((format) => `/v1/negotiations/${negotiation}/export?format=${format}`),
    ...['atom', 'json'].map((form) => `/v1/negotiations/${negotiation}/feed.${form}`),
  ]),
  '/v1/feed.atom',
  '/v1/feed.json',
  '/v1/log',
  '/v1/audit/checkpoint',
];

const BLOCK = 512;
const textAt = (bytes, from, length) =>
  bytes
    .subarray(from, from + length)
    .toString()
    .replace(/\0.*$/s, '');

/** The files of a tar by their names, without their times. */
function filesOf(tar) {
  const files = {};
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(textAt(tar, at + 124, 12), 8);
    files[textAt(tar, at, 100)] = tar.subarray(at + BLOCK, at + BLOCK + size).toString();
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** @returns how many files each bundle held */
export async function bundles(group, pair, talks, who) {
  for (const { negotiation } of talks) {
    const answers = await pair.ask(group, { path: `/v1/negotiations/${negotiation}/proof`, headers: who });
    group.compare(
      `the files in the proof of ${negotiation}`,
      ...answers.map(({ bytes }) => filesOf(gunzipSync(bytes))),
    );
  }
}

/** Reads a stream for as long as the server runs. */
function listen(server, path, headers) {
  const heard = { text: '' };
  const [host, port] = server.address;
  get({ host, port, path, headers, agent: false }, (response) => {
    heard.status = response.statusCode;
    heard.type = response.headers['content-type'];
    response.on('data', (chunk) => (heard.text += chunk)).on('error', () => undefined);
  }).on('error', () => undefined);
  return heard;
}

const STREAMS = [
  '/v1/stream',
  '/v1/stream?after=150',
  '/v1/stream?after=999999',
  '/v1/stream?party=dockers',
  '/v1/stream?kind=denial',
  '/v1/negotiations/port-strike/stream?milestones=true',
  '/v1/stream?negotiation=qatar-mediation',
];

const LIVE = [
  json(
    'POST',
    '/v1/negotiations/port-strike/reports',
    report('live-1', 'denial', 'dockers', { claim: 'talks', reportedAt: '2026-03-24' }),
  ),
  json(
    'POST',
    '/v1/negotiations/port-strike/reports',
    report('live-2', 'breakdown', 'ministry', { reportedAt: '2026-03-25' }),
  ),
  json(
    'POST',
    '/v1/negotiations/port-strike/reports',
    report('live-3', 'resumption', 'ministry', { reportedAt: '2026-03-25' }),
  ),
  json('POST', '/v1/sources/The%20Quay/grade', { reliability: 'F', from: '2026', reason: 'Live.', changeId: 'live-4' }),
];

const told = ({ text }) => text.split('event: recorded').length - 1;

/** Transcripts of streams while the same is written, each after the one before has been told. */
export async function transcripts(group, pair, who) {
  const heard = pair.servers.map((server) => [
    ...STREAMS.map((path) => listen(server, path, who)),
    listen(server, '/v1/stream', { ...who, 'last-event-id': '190' }),
  ]);
  const firsts = heard.map(([first]) => first);
  await until(
    () => heard.flat().every(({ text }) => text.includes('\n\n')),
    () => 'the beginning of each stream',
  );
  for (const [i, request] of LIVE.entries()) {
    await pair.ask(group, { ...request, headers: { ...request.headers, ...who } });
    await until(
      () => firsts.every((first) => told(first) > i),
      () => `${request.path} on the stream`,
    );
    await wait(200);
  }
  heard[0].forEach((old, i) => group.compare(`transcript ${STREAMS[i] ?? 'from Last-Event-ID'}`, old, heard[1][i]));
}

const hashesIn = (log) =>
  log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ hash }) => hash !== undefined);
const shown = ({ stream, revision, id, recordedAt, hash }) => [stream, revision, id, recordedAt, hash].join(' ');

/**
 * Puts the same files where the commands of both run: the stories of the old build, and a log of it.
 * @returns the names of the stories
 */
export function giveFiles(builds, log) {
  const stories = storiesOf(builds[0]).map((file, i) => [file, `story-${i}.ndjson`]);
  for (const { folder } of builds) {
    for (const [file, name] of stories) copyFileSync(file, join(folder, name));
    writeFileSync(join(folder, 'log.ndjson'), log);
  }
  return stories.map(([, name]) => name);
}

/** Each build takes in the stories, and in another folder a whole log, and so works out every hash by itself. */
export async function hashes(group, builds, stories) {
  const commands = {
    told: stories.map((name) => ['import', name, '--data', 'told']),
    moved: [['import', '--log', 'log.ndjson', '--data', 'moved']],
  };
  for (const [data, runs] of Object.entries(commands)) {
    const exports = await Promise.all(
      builds.map(async (build) => {
        for (const words of runs) await build.run(words);
        return (await build.run(['export', '--data', data])).out;
      }),
    );
    const [old, now] = exports.map(hashesIn);
    if (old.length < 100) throw new Error(`only ${old.length} events in “${data}”: ${exports[0].slice(0, 300)}`);
    old.forEach((event, i) =>
      group.compare(
        `${data}: ${event.stream} ${event.revision}`,
        { event: shown(event) },
        { event: now[i] ? shown(now[i]) : 'none' },
      ),
    );
    group.compare(`${data}: how many`, { events: old.length }, { events: now.length });
  }
}
