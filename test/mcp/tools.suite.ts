/** Every tool and resource, over HTTP and over standard input and output, by the protocol's own client. */
import { TOOLS } from '../../src/mcp/tools.js';
import { RESOURCES } from '../../src/mcp/resources.js';
import { importLines, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { Assistant, type Told, type Transport } from './assistants.js';

export function everyTool(): void {
  const TALKS = 'qatar-mediation';
  const TEXT = 'Doha, Friday. Israel denied that talks were under way.\r\n\r\nNobody else spoke.';

  /** A call of each tool that succeeds, and the ids that are cited at least. */
  const CALLS: Readonly<Record<string, { readonly args: Record<string, unknown>; readonly cites: readonly string[] }>> =
    {
      list_talks: { args: { q: 'qatar', limit: 5 }, cites: [] },
      describe_talks: { args: { negotiation: TALKS }, cites: [] },
      status: {
        args: { negotiation: TALKS, lens: { reportedBy: '2023-11-12', withoutParty: ['hamas'] } },
        cites: ['qm-03'],
      },
      positions: { args: { negotiation: TALKS, party: 'israel', lens: { minCredibility: 6 } }, cites: [] },
      changes: {
        args: { negotiation: TALKS, from: { reportedBy: '2023-11-01' }, to: { revision: 17 } },
        cites: ['qm-03'],
      },
      history: { args: { negotiation: TALKS, party: 'israel', limit: 3 }, cites: ['qm-08'] },
      fragility: { args: { negotiation: TALKS }, cites: ['qm-03'] },
      report: { args: { negotiation: TALKS, report: 'qm-03' }, cites: ['qm-03'] },
      search: { args: { q: 'prisoners', what: ['report'] }, cites: ['qm-03'] },
      draft: {
        args: { negotiation: TALKS, text: TEXT, quotation: 'Israel denied that talks were under way', kind: 'denial' },
        cites: [],
      },
    };

  let app: StartedApp;
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, storyText(TALKS));
  });
  afterAll(() => app.stop());

  describe.each<Transport>(['http', 'stdio'])('Over %s', (way) => {
    let assistant: Assistant;
    beforeAll(async () => {
      assistant = await Assistant.over(way, app.base);
    });
    afterAll(() => assistant.close());

    test('every tool is listed, with what it takes', async () => {
      const { tools } = await assistant.client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(Object.keys(TOOLS));
      for (const { name, description, inputSchema, annotations } of tools) {
        expect([name, description]).toEqual([name, TOOLS[name]?.description]);
        expect([name, inputSchema.type, annotations?.readOnlyHint]).toEqual([name, 'object', name !== 'draft']);
      }
    });

    test.each(Object.keys(TOOLS))('%s answers, with the reports that it names', async (name) => {
      const { args, cites } = CALLS[name] ?? { args: {}, cites: ['no call of it here'] };
      const { isError, structuredContent, content } = await assistant.call(name, args);
      expect([name, isError ?? false, isError ? content : null]).toEqual([name, false, null]);
      const told = structuredContent as Extract<Told, { answer: object }>;
      expect(content).toEqual([{ type: 'text', text: JSON.stringify(told) }]);
      expect(told.citations.map(({ reportId }) => reportId as string)).toEqual(expect.arrayContaining([...cites]));
      for (const one of told.citations)
        expect(one).toMatchObject({ publisher: expect.any(String), summary: expect.any(String), negotiation: TALKS });
    });

    test('an answer is that of the HTTP interface, and cites each report that it rests on', async () => {
      const told = (await assistant.told('status', { negotiation: TALKS })) as Extract<Told, { answer: object }>;
      const status = (await (await fetch(`${app.base}/v1/negotiations/${TALKS}/status`)).json()) as Record<
        string,
        unknown
      >;
      const { at: _, freshness: __, ...answer } = told.answer;
      expect(status).toMatchObject(answer);
      const ids = [...JSON.stringify(status).matchAll(/"(qm-\d+)"/g)].map(([, id]) => id);
      expect(told.citations.map(({ reportId }) => reportId as string).toSorted()).toEqual(
        [...new Set(ids)].map(String).toSorted(),
      );
    });

    test('a lens is laid over what is read', async () => {
      const now = (await assistant.told('status', { negotiation: TALKS })) as Extract<Told, { answer: object }>;
      const lens = { reportedBy: '2023-10-09' };
      const then = (await assistant.told('status', { negotiation: TALKS, lens })) as Extract<Told, { answer: object }>;
      expect(then.answer['lens']).toEqual(lens);
      expect(then.answer['phase']).not.toEqual(now.answer['phase']);
    });

    test('resources are listed and read, and what is none is refused', async () => {
      const { resources } = await assistant.client.listResources();
      expect(resources.map(({ uri }) => uri)).toEqual([
        'parley://talks',
        ...['description', 'status', 'positions'].map((part) => `parley://talks/${TALKS}/${part}`),
      ]);
      const { resourceTemplates } = await assistant.client.listResourceTemplates();
      expect(resourceTemplates.length).toBe(RESOURCES.length - 1);
      for (const uri of [...resources.map((one) => one.uri), `parley://talks/${TALKS}/reports/qm-03`]) {
        const { contents } = await assistant.client.readResource({ uri });
        const [first] = contents;
        const text = first && 'text' in first ? first.text : '';
        expect([uri, JSON.parse(text)]).toEqual([uri, expect.any(Object)]);
      }
      await expect(assistant.client.readResource({ uri: 'parley://talks/nobody/status' })).rejects.toThrow(
        'No such negotiation',
      );
    });

    test('what is wrong is said as the HTTP interface says it', async () => {
      expect(await assistant.told('status', { negotiation: 'qatar-mediaton' })).toMatchObject({
        problem: { code: 'unknown-negotiation', status: 404 },
      });
      const misspelt = { ...CALLS['draft']?.args, quotation: 'Israel denied that talks were  under way' };
      expect(await assistant.told('draft', misspelt)).toMatchObject({
        problem: { code: 'invalid-request', errors: [{ pointer: '/quotation' }] },
      });
      expect(await assistant.call('status', { negotiation: TALKS, lens: { reportedBy: 'soon' } })).toMatchObject({
        isError: true,
      });
    });
  });
}
