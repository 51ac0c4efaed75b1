/** Taking a negotiation elsewhere: as lines to import, as a table, and as CloudEvents. */
import { importLines, startedApp, storyText, type StartedApp } from '../app/started-app.js';

export function exports(): void {
  let app: StartedApp;
  const story = storyText('qatar-mediation');
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, story);
  });
  afterAll(() => app.stop());

  const exported = (format?: string): Promise<Response> =>
    fetch(`${app.base}/v1/negotiations/qatar-mediation/export${format ? `?format=${format}` : ''}`);

  interface Line {
    readonly type: string;
    readonly data: Record<string, unknown>;
    readonly revision: number;
    readonly hash: string;
  }
  const linesOf = (text: string): Line[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  describe('The export', () => {
    test('of lines is in the order of recording, and what it says can be imported elsewhere', async () => {
      const answer = await exported();
      expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="qatar-mediation.ndjson"');
      const text = await answer.text();
      expect(text).toBe(await (await exported('ndjson')).text());
      const lines = linesOf(text);
      expect(lines.map(({ revision }) => revision)).toEqual(Array.from({ length: 18 }, (_, i) => i));
      expect(lines.map(({ type }) => type)).toEqual(linesOf(story).map(({ type }) => type));
      expect(Object.keys(lines[0]!).slice(0, 2)).toEqual(['type', 'data']);

      const other = await startedApp();
      const again = lines.map(({ type, data }) => JSON.stringify({ type, data })).join('\n');
      expect(await (await importLines(other.base, again)).json()).toMatchObject({ recorded: 18, refused: [] });
      await other.stop();
    });

    test('of CloudEvents has their required attributes, and Parley’s as extensions', async () => {
      const answer = await exported('cloudevents');
      expect(answer.headers.get('content-type')).toBe('application/cloudevents+ndjson');
      const events = linesOf(await answer.text());
      expect(events).toHaveLength(18);
      expect(events[1]).toMatchObject({
        specversion: '1.0',
        id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
        source: '/v1/negotiations/qatar-mediation',
        type: expect.stringMatching(/Reported$/) as string,
        subject: 'qm-01',
        time: expect.stringMatching(/Z$/) as string,
        datacontenttype: 'application/json',
        revision: 1,
        data: { reportId: 'qm-01' },
      });
      const names = Object.keys(events[1]!);
      expect(names.filter((name) => !/^[a-z0-9]{1,20}$/.test(name))).toEqual([]);
    });

    test('as CSV has a row for each entry and a column for each field, and no cell that a spreadsheet would calculate', async () => {
      await importLines(
        app.base,
        JSON.stringify({
          type: 'DenialReported',
          data: {
            negotiation: 'qatar-mediation',
            reportId: 'formula',
            claim: 'talks',
            party: 'israel',
            speaker: { capacity: 'official' },
            attribution: 'unattributed',
            reportedAt: '2023-11-12',
            summary: '=HYPERLINK("x")',
            source: { publisher: 'The, "Quay"' },
          },
        }),
      );
      const answer = await exported('csv');
      expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
      const rows = (await answer.text()).trimEnd().split('\n');
      expect(rows).toHaveLength(20);
      expect(rows[0]).toMatch(
        /^revision,recordedAt,recorder,type,negotiation,reportId,party,speaker\.name,.*,correlationId,causationId,hash$/,
      );
      expect(rows[19]).toContain(',DenialReported,qatar-mediation,formula,israel,');
      expect(rows[19]).toContain('"The, ""Quay"""');
      expect(rows[19]).toContain(`"'=HYPERLINK(""x"")"`);
    });

    test('as CSV can be imported elsewhere', async () => {
      const table = await (await exported('csv')).text();
      const other = await startedApp();
      const headers = { 'content-type': 'text/csv; charset=utf-8' };
      const post = (query = '') => fetch(`${other.base}/v1/import${query}`, { method: 'POST', headers, body: table });
      const all = { form: 'export', recorded: 19, duplicates: 0, refused: [] };
      expect(await (await post('?dryRun=true')).json()).toMatchObject({ ...all, dryRun: true });
      expect(await (await post()).json()).toMatchObject(all);
      expect(await (await post()).json()).toMatchObject({ recorded: 0, duplicates: 19 });
      await other.stop();
    });
  });
}
