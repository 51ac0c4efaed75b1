/** What our desk says of a negotiation beside reports: titles, tables, parties, merges, aliases, restored entries. */
import { send, type StartedApp } from './started-app.js';

export function actsOfTheDesk(served: () => StartedApp): void {
  const PARTIES = [
    { party: 'union', name: 'Union', role: 'principal' },
    { party: 'port', name: 'Port', role: 'principal' },
    { party: 'harbour', name: 'The harbour', role: 'principal' },
  ];

  let app: StartedApp;
  let opened = 0;
  let talks = '';
  const of = (path: string): string => `/negotiations/${talks}${path}`;
  const read = async <T = Record<string, unknown>>(path: string): Promise<T> =>
    (await (await fetch(`${app.base}/v1${of(path)}`)).json()) as T;
  const act = async (method: 'POST' | 'PATCH', path: string, body: object, headers?: Record<string, string>) => {
    const answer = await send(app.base, method, path, body, headers);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  const report = (reportId: string, kind: string, party: string, more: object = {}) =>
    act('POST', of('/reports'), {
      reportId,
      kind,
      party,
      speaker: { capacity: 'official' },
      attribution: 'on-the-record',
      summary: 'So it is said.',
      source: { publisher: `The Quay of ${talks}` },
      reportedAt: '2023-10-01',
      ...more,
    });
  const says = (reportId: string, kind: string, party: string, more: object = {}) =>
    report(reportId, kind, party, { claim: 'talks', ...more });
  const contested = async (): Promise<boolean> =>
    (await read<{ contested: { value: boolean } }>('/status')).contested.value;
  const because = { reason: 'We know better now.' };

  beforeAll(() => {
    app = served();
  });
  beforeEach(async () => {
    opened += 1;
    talks = `harbour-talks-${opened}`;
    await send(app.base, 'POST', '/negotiations', { negotiation: talks, title: 'Harbour talks', parties: PARTIES });
  });

  describe('A negotiation', () => {
    test('is given another title, tables and thresholds, and its old title back', async () => {
      const tables = [['union', 'port']];
      const revised = await act('PATCH', of(''), { title: 'Port talks', tables, freshness: { quietAfterDays: 3 } });
      expect(revised).toMatchObject({ status: 200, body: { negotiation: talks, changeId: expect.any(String) } });
      expect(await read('')).toMatchObject({ title: 'Port talks', tables, freshness: { quietAfterDays: 3 } });
      for (const title of ['Harbour talks', 'Port talks']) await act('PATCH', of(''), { title });
      expect(await read('')).toMatchObject({ title: 'Port talks', tables });
    });

    test('is not revised by what cannot be, nor at another revision, nor by a dry run', async () => {
      expect(await act('PATCH', of(''), {})).toMatchObject({ status: 422 });
      expect(await act('PATCH', of(''), { tables: [['union', 'prot']] })).toMatchObject({
        status: 422,
        body: { code: 'unknown-party', errors: [{ pointer: '/tables/0/1', nearest: 'port' }] },
      });
      const title = { title: 'Another' };
      expect(await act('PATCH', of(''), title, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
      expect(await act('PATCH', `${of('')}?dryRun=true`, title)).toMatchObject({ status: 200, body: { dryRun: true } });
      expect(await read('')).toMatchObject({ title: 'Harbour talks', revision: 0 });
      expect(await act('PATCH', '/negotiations/no-such-talks', title)).toMatchObject({ status: 404 });
    });

    test('is read at the position that a write has answered', async () => {
      const { body } = await act('PATCH', of(''), { summary: 'About pay.' });
      expect(await read(`?position=${String(body['position'])}`)).toMatchObject({ summary: 'About pay.' });
      expect(await read('?positon=1')).toMatchObject({ status: 400, errors: [{ parameter: 'positon' }] });
    });

    test('shows the aliases and the people of its parties', async () => {
      const people = [{ name: 'Ana Ruiz', capacity: 'official', since: '2023' }];
      await act('PATCH', of('/parties/union'), { aliases: ['the dockers', 'DU'], people });
      await act('POST', of('/parties'), { party: 'state', name: 'State', role: 'mediator', aliases: ['the capital'] });
      const { parties } = await read<{ parties: object[] }>('');
      expect(parties).toMatchObject([
        { party: 'union', aliases: ['the dockers', 'DU'], people },
        { party: 'port', aliases: [], people: [] },
        {},
        { party: 'state', aliases: ['the capital'], people: [] },
      ]);
    });
  });

  describe('A title', () => {
    test('is given to what reports name, and with a warning to what none has named', async () => {
      await report('r1', 'stance', 'union', { issue: 'base-pay', toward: 'open' });
      const given = await act('POST', of('/titles'), { what: 'issue', slug: 'base-pay', title: 'Pay', ...because });
      expect(given).toMatchObject({ status: 201, body: { changeId: expect.any(String), warnings: [] } });
      expect(given.headers.get('location')).toBe(`/v1/negotiations/${talks}`);
      const far = await act('POST', of('/titles'), { what: 'issue', slug: 'base-pai', title: 'Pay', ...because });
      expect(far.body).toMatchObject({ warnings: [{ code: 'not-named', pointer: '/slug', nearest: 'base-pay' }] });
    });
  });

  describe('A merge', () => {
    test('makes two claims one, and is undone by voiding it', async () => {
      await report('r1', 'confirmation', 'union', { claim: 'near-deal' });
      await report('r2', 'denial', 'port', { claim: 'deal-near' });
      const merged = await act('POST', of('/merges'), {
        what: 'claim',
        from: 'deal-near',
        into: 'near-deal',
        ...because,
      });
      expect(merged.status).toBe(201);
      const claims = async () =>
        (await read<{ claims: { claim: string; value: string }[] }>('/claims')).claims.map(
          ({ claim, value }) => `${claim} ${value}`,
        );
      expect(await claims()).toContain('near-deal contested');
      expect(await claims()).not.toContain('deal-near denied');
      await act('POST', of(`/entries/${String(merged.body['changeId'])}/void`), because);
      expect(await claims()).toEqual(expect.arrayContaining(['near-deal confirmed', 'deal-near denied']));
    });

    test('in a circle is refused, with the field at fault', async () => {
      await act('POST', of('/merges'), { what: 'party', from: 'harbour', into: 'port', ...because });
      expect(
        await act('POST', of('/merges'), { what: 'party', from: 'port', into: 'harbour', ...because }),
      ).toMatchObject({ status: 422, body: { code: 'invalid-request', errors: [{ pointer: '/into' }] } });
    });

    test('of parties is seen by a lens and by the positions of a party', async () => {
      await says('r1', 'confirmation', 'harbour');
      await act('POST', of('/merges'), { what: 'party', from: 'harbour', into: 'port', ...because });
      expect(await read('/positions/harbour')).toMatchObject({ positions: [{ party: 'port' }] });
      expect(await read('/positions?withoutParty=harbour')).toMatchObject({ positions: [] });
    });
  });

  describe('A report', () => {
    test('that its publisher stands by again counts again', async () => {
      await says('r1', 'confirmation', 'port');
      await says('r2', 'denial', 'union');
      await act('POST', of('/reports/r2/retraction'), { reportedAt: '2023-10-05', ...because });
      expect(await contested()).toBe(false);
      const again = await act('POST', of('/reports/r2/reinstatement'), { reportedAt: '2023-10-07', ...because });
      expect(again.status).toBe(201);
      expect(again.headers.get('location')).toBe(`/v1/negotiations/${talks}/reports/r2`);
      expect(await contested()).toBe(true);
    });

    test('that was voided and is sent again does not count, and the answer says what restores it', async () => {
      await says('r1', 'confirmation', 'port');
      const first = await says('r2', 'denial', 'union');
      const voided = await act('POST', of('/entries/r2/void'), because);
      const again = await says('r2', 'denial', 'union');
      expect(first.body).not.toHaveProperty('voided');
      expect(again).toMatchObject({
        status: 200,
        body: { duplicate: true, voided: true, voidedBy: voided.body['changeId'], changes: [] },
      });
      expect(await act('POST', of('/entries/r2/void'), because)).toMatchObject({ body: { duplicate: true } });
      await act('POST', of(`/entries/${String(again.body['voidedBy'])}/void`), { reason: 'It was right.' });
      expect(await contested()).toBe(true);
      expect((await says('r2', 'denial', 'union')).body).not.toHaveProperty('voided');
      expect(await act('POST', of('/entries/r2/void'), because)).toMatchObject({
        body: { duplicate: true, voided: true },
      });
    });

    test('with a number that would be kept as another is refused at it', async () => {
      const demand = (quantity: string) =>
        fetch(`${app.base}/v1${of('/reports')}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: `{"terms":[{"item":"pay","quantity":${quantity}}]}`,
        });
      expect(await (await demand('9007199254740993')).json()).toMatchObject({
        code: 'invalid-json',
        errors: [
          {
            pointer: '/terms/0/quantity',
            detail: expect.stringMatching(/^9007199254740993 cannot be kept exactly: /) as string,
          },
        ],
      });
      expect(await (await demand('1.10')).json()).not.toMatchObject({ code: 'invalid-json' });
    });
  });

  describe('An alias of a source', () => {
    test('says whose status it changed, and is undone by voiding it', async () => {
      const name = `Quay Mail of ${talks}`;
      await says('r1', 'confirmation', 'union');
      await says('r2', 'confirmation', 'port', { source: { publisher: name } });
      const alias = { of: `The Quay of ${talks}`, ...because };
      const path = `/sources/${encodeURIComponent(name)}/alias`;
      const tried = await act('POST', `${path}?dryRun=true`, alias);
      const made = await act('POST', path, alias);
      expect(made).toMatchObject({ status: 201, body: { affected: [{ negotiation: talks }] } });
      expect(tried.body).toMatchObject({ dryRun: true, affected: made.body['affected'] });
      const { sources } = await read<{ sources: { publisher: string }[] }>('/sources');
      expect(sources).toHaveLength(1);
      const back = await act('POST', path.replace(encodeURIComponent(name), encodeURIComponent(alias.of)), {
        of: name,
        ...because,
      });
      expect(back).toMatchObject({ status: 422, body: { errors: [{ pointer: '/of' }] } });
      const undone = await act('POST', `/sources/entries/${String(made.body['changeId'])}/void`, because);
      expect(undone.body).toMatchObject({ affected: [{ negotiation: talks }] });
      expect(await act('POST', path, alias)).toMatchObject({
        status: 200,
        body: { duplicate: true, voided: true, voidedBy: undone.body['changeId'], affected: [] },
      });
    });
  });

  describe('A lens', () => {
    test('that names a source nobody has named is refused, with the nearest', async () => {
      await says('r1', 'confirmation', 'union');
      expect(await read(`/status?withoutSource=The%20Quai%20of%20${talks}`)).toMatchObject({
        status: 400,
        errors: [{ parameter: 'withoutSource', nearest: `The Quay of ${talks}` }],
      });
      expect(await read(`/status?withoutOrigin=the%20quay%20of%20${talks}`)).toMatchObject({ negotiation: talks });
    });

    test('names a table that its own moment knows', async () => {
      await act('PATCH', of(''), { tables: [['union', 'port']] });
      expect(await read('/status?table=union,port')).toMatchObject({ negotiation: talks });
      expect(await read('/status?table=union,port&revision=0')).toMatchObject({ status: 400 });
    });
  });
}
