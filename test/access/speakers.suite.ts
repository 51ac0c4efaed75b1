/** Who may not see the names of those who speak meets them nowhere: in no answer, in no format, and by no search. */
import { ROLES, type TokenRole } from '../../events/access.js';
import { sightOf } from '../../src/access/shown-speakers.js';
import { PAGE_ROUTES } from '../../src/access/route-roles.js';
import { bodyOf, filledIn, PLACES, QUERIES, textIn } from '../http/formats/every-answer.js';
import { opening, report } from '../app/talks.js';
import { GuardedApp } from './guarded-app.js';
import { unpacked } from './unpacked.js';

/** It stands nowhere but in names of speakers. */
const NAME = 'Zebulon Quick-Thorne';
/** Either half of it, folded as an index has it. */
const PART = /zebulon|thorne/i;

const named = { capacity: 'official', name: NAME } as const;
const change = (type: string, data: object) => ({ type, data: { negotiation: 'talks', ...data } });
const STORY: readonly object[] = [
  { type: 'NegotiationOpened', data: opening },
  ...['r1', 'r2', 'r3'].map((id) => {
    const { kind: _, ...told } = report(id, { speaker: id === 'r2' ? { capacity: 'official' } : named });
    return change('ConfirmationReported', told);
  }),
  change('AssessmentReported', {
    ...(({ kind: _k, claim: _c, ...told }) => told)(report('r4', { speaker: { ...named, capacity: 'commentator' } })),
    party: undefined,
    outlook: 'progress',
  }),
  change('ReportCorrected', {
    changeId: 'c1',
    reportId: 'r2',
    reportedAt: '2023-11-13',
    changes: { speaker: named },
    reason: 'It was somebody else.',
  }),
  change('EntryAmended', {
    changeId: 'a1',
    entry: 'r3',
    changes: { speaker: named, summary: 'More.' },
    reason: 'Ours.',
  }),
  change('EntryAmended', { changeId: 'a2', entry: 'c1', changes: { changes: { speaker: named } }, reason: 'Ours.' }),
];

/** Whoever has one of these roles sees them; an auditor, a reader, an eraser and a reporter do not. */
const SHOWN: readonly TokenRole[] = ['editor'];
const BLIND: readonly TokenRole[] = ['reader', 'reporter', 'auditor', 'eraser', 'admin'];

interface Shown {
  readonly status: number;
  readonly shows: boolean;
}

export function speakers(): void {
  let guarded: GuardedApp;
  let tokens: ReadonlyMap<TokenRole, string>;
  /** Sees all, and may ask for everything. */
  let sighted = '';
  /** May ask for everything, and sees no names. */
  let blind = '';
  beforeAll(async () => {
    guarded = await GuardedApp.start({ showSpeakers: SHOWN });
    tokens = await guarded.oneEach();
    sighted = (await guarded.issue('Ed', ROLES)).secret;
    blind = (await guarded.issue('Au', BLIND)).secret;
    const lines = STORY.map((line) => JSON.stringify(line)).join('\n');
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await guarded.ask('/v1/import', { method: 'POST', token: sighted, body: lines, headers });
    const { refused } = (await answer.json()) as { readonly refused: unknown[] };
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
    const card = await guarded.post('/v1/publications', sighted, { negotiation: 'talks' });
    PLACES['publication'] = ((await card.json()) as { readonly id: string }).id;
    Object.assign(PLACES, { negotiation: 'talks', party: 'union', report: 'r1', source: 'The Quay' });
    Object.assign(QUERIES, {
      search: ['?q=talk', '?q=zebulon', '?q=quick-thorne', '?q=thor*', '?q=zebulon&what=speaker'],
    });
  });
  afterAll(() => guarded.stop());

  async function shownAt(path: string, token: string | undefined, accept?: string): Promise<Shown> {
    const response = await guarded.ask(path, { token, headers: accept === undefined ? {} : { accept } });
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const text = textIn(type, await bodyOf(response, type));
    // The search says again what it was asked for.
    return { status: response.status, shows: PART.test(text.replaceAll(/"q":"[^"]*"/g, '')) };
  }

  /** Every address of every operation and page, with each type that it answers. */
  async function addresses(): Promise<[string, string | undefined][]> {
    const { paths } = (await (await guarded.ask('/openapi.json')).json()) as {
      paths: Record<string, { get?: { operationId?: string; responses: Record<string, { content?: object }> } }>;
    };
    const found: [string, string | undefined][] = [];
    for (const [path, { get }] of Object.entries(paths)) {
      // What has no end is read in a test of its own; these are of intake and of others' alerts, and hold no record.
      if (!get || /\/stream|\{(?:article|alert|story)\}/.test(path)) continue;
      const at = filledIn(path, /\{(\w+)\}/g);
      const types = Object.keys(get.responses['200']?.content ?? {});
      for (const query of QUERIES[get.operationId ?? ''] ?? ['']) found.push([at + query, undefined]);
      if (types.length > 1) for (const type of types) found.push([at, type]);
    }
    const pages = PAGE_ROUTES.filter((route) => !route.includes(':article')).map((route) => filledIn(route, /:(\w+)/g));
    return [...found, ...pages.map((at): [string, undefined] => [at, undefined])];
  }

  test('No answer and no page shows them to any of the other roles, nor to nobody', async () => {
    const all = await addresses();
    const [showing, leaking]: [string[], unknown[]] = [[], []];
    let answered = 0;
    for (const [path, accept] of all) {
      const toSighted = await shownAt(path, sighted, accept);
      if (toSighted.shows) showing.push(`${path} ${accept ?? ''}`.trim());
      // What does not show them to whoever sees them shows them to nobody.
      for (const token of toSighted.shows ? [blind, tokens.get('reader'), undefined] : []) {
        const { status, shows } = await shownAt(path, token, accept);
        if (status === 200) answered += 1;
        if (shows) leaking.push([path, accept, token === blind ? 'all roles but one' : token && 'reader']);
      }
    }
    expect(leaking).toEqual([]);
    expect(answered).toBeGreaterThan(showing.length);
    // What never showed them was not tested.
    const at = '/v1/negotiations/talks';
    expect(showing).toEqual(
      expect.arrayContaining([
        `${at}/history`,
        `${at}/reports/r1`,
        `${at}/vocabulary`,
        `${at}/proof`,
        ...['ndjson', 'csv', 'cloudevents', 'prov', 'trig'].map((format) => `${at}/export?format=${format}`),
        '/v1/search?q=zebulon',
        '/v1/search?q=quick-thorne',
        '/v1/search?q=zebulon&what=speaker',
        '/negotiations/talks/reports/r1',
      ]),
    );
  }, 120_000);

  test('Each role sees them as the setting says, and what includes such a role as well', async () => {
    const seen: TokenRole[] = [];
    for (const [role, token] of tokens)
      if ((await shownAt('/v1/negotiations/talks/reports/r1', token)).shows) seen.push(role);
    expect(seen).toEqual(SHOWN);
    const withRole = (...roles: TokenRole[]) => ROLES.filter((role) => sightOf({ roles: [role] }, roles) === 'whole');
    expect(withRole('reporter')).toEqual(['reporter', 'editor']);
    expect(withRole('reader')).toEqual(ROLES.filter((role) => role !== 'admin'));
    expect(sightOf({ roles: [] }, ['reader'])).toBe('without-speakers');
    expect(sightOf({ roles: [] }, undefined)).toBe('whole');
  });

  test('The past, and other lenses, show them as little', async () => {
    for (const query of ['?revision=5', '?recordedBy=now', '?reportedBy=2023-11-30', '?onlyAttribution=on-background'])
      for (const part of ['history', 'positions', 'reports/r1', 'reports/r2', 'reports/r3', 'vocabulary']) {
        const path = `/v1/negotiations/talks/${part}${part === 'vocabulary' ? '' : query}`;
        const [seen, unseen] = [await shownAt(path, sighted), await shownAt(path, blind)];
        expect([path, unseen.status, unseen.shows]).toEqual([path, seen.status, false]);
      }
  });

  test('Their names are searched for as if there were none of that name', async () => {
    const asked = async (q: string, token: string) => {
      const answer = (await (await guarded.ask(`/v1/search?q=${q}`, { token })).json()) as Record<string, unknown>;
      return { ...answer, q: '' };
    };
    const nothing = await asked('xyzzyxyzzy', blind);
    for (const q of ['zebulon', 'quick-thorne', 'thorn*', 'quickthorne', '"zebulon quick"'])
      expect(await asked(encodeURIComponent(q), blind)).toEqual(nothing);
    expect(await asked('zebulon', sighted)).toMatchObject({ counts: { speaker: 1, report: 4 } });
  });

  test('The status is the same for both, and what is asked for anew as well', async () => {
    for (const part of ['status', 'overview', 'positions', 'contradictions', 'claims', 'sources', 'timeline']) {
      const path = `/v1/negotiations/talks/${part}`;
      const read = async (token: string): Promise<unknown> =>
        JSON.parse(
          (await (await guarded.ask(path, { token })).text())
            .replaceAll(`"name":"${NAME}",`, '')
            .replaceAll(/"at":"[^"]*\.\d{3}Z"/g, '"at":""'),
        );
      expect(await read(blind)).toEqual(await read(sighted));
    }
  });

  test('The live stream, from the beginning, has none', async () => {
    const response = await guarded.ask('/v1/stream?after=0', { token: blind });
    const reader = response.body?.getReader();
    let text = '';
    while (text.split('event: recorded').length <= STORY.length) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) break;
      text += Buffer.from(value ?? []).toString();
    }
    await reader?.cancel();
    expect(text.split('event: recorded').length).toBeGreaterThan(STORY.length);
    expect(text).not.toMatch(PART);
  });

  test('The tools of MCP answer as the routes do', async () => {
    const call = async (token: string): Promise<string> => {
      const params = { name: 'report', arguments: { negotiation: 'talks', report: 'r1', lens: {} } };
      const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
      const accept = 'application/json, text/event-stream';
      return (await guarded.ask('/mcp', { method: 'POST', token, body, headers: { accept } })).text();
    };
    expect(await call(sighted)).toMatch(PART);
    expect(await call(blind)).toMatch(/They talk/);
    expect(await call(blind)).not.toMatch(PART);
  });

  test('A bundle without them verifies, and its keys open none of them', async () => {
    const packed = await guarded.ask('/v1/negotiations/talks/proof', { token: blind });
    const { events, verified } = unpacked(Buffer.from(await packed.arrayBuffer()), 'talks');
    expect(verified).toMatchObject({ code: 0 });
    expect(events.filter(({ sealed }) => JSON.stringify(sealed ?? {}).includes('"name":{"sealed"'))).not.toEqual([]);
    for (const { keys = '' } of events.filter(({ type }) => type === 'ConfirmationReported')) {
      const bytes = Buffer.from(keys, 'base64url');
      const slots = Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(i * 32, i * 32 + 32));
      // One key for the summary, and the one of the name taken out, but for the report that names nobody.
      expect(slots.filter((slot) => !slot.equals(Buffer.alloc(32)))).toHaveLength(1);
    }
  });

  test('A whole log, which takes all keys along, is not for them', async () => {
    expect((await guarded.ask('/v1/log', { token: blind })).status).toBe(403);
    expect((await guarded.ask('/v1/log', { token: sighted })).status).toBe(200);
  });

  test('Who speaks is corrected by those who see it: what is not seen would be lost', async () => {
    const body = { reportedAt: '2023-11-14', changes: { speaker: { capacity: 'insider' } }, reason: 'No.' };
    const correct = (token: string, fields: object) =>
      guarded.post('/v1/negotiations/talks/reports/r1/correction?dryRun=true', token, fields);
    expect((await correct(blind, body)).status).toBe(403);
    expect((await correct(blind, { ...body, changes: { summary: 'They do.' } })).status).toBe(200);
    expect((await correct(sighted, body)).status).toBe(200);
  });

  test('So it is where a line of an import corrects it, by an editor who does not see it', async () => {
    const other = await GuardedApp.start({ showSpeakers: ['auditor'] });
    try {
      const { secret } = await other.issue('Ed', ['editor']);
      const corrected = (changeId: string, changes: object) =>
        change('ReportCorrected', { changeId, reportId: 'r1', reportedAt: '2023-11-14', changes, reason: 'No.' });
      const amended = { changes: { changes: { speaker: { capacity: 'insider' } } } };
      const lines = [
        ...STORY.slice(0, 2),
        corrected('c1', { speaker: { capacity: 'insider' } }),
        corrected('c2', { summary: 'They do.' }),
        change('EntryAmended', { changeId: 'a1', entry: 'c2', ...amended, reason: 'Ours.' }),
      ];
      const body = lines.map((line) => JSON.stringify(line)).join('\n');
      const headers = { 'content-type': 'application/x-ndjson' };
      const answer = await other.ask('/v1/import', { method: 'POST', token: secret, body, headers });
      const told = { code: 'forbidden', detail: expect.stringContaining('PARLEY_SHOW_SPEAKERS') };
      expect(await answer.json()).toMatchObject({
        recorded: 3,
        refused: [
          { line: 3, problem: told },
          { line: 5, problem: told },
        ],
      });
    } finally {
      await other.stop();
    }
  });
}
