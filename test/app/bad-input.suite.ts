/** Whatever is asked or sent: a problem document that names what is wrong, never a 5xx, and nothing is written. */
import { connect } from 'node:net';
import { send, type StartedApp } from './started-app.js';

export function badInput(served: () => StartedApp): void {
  let app: StartedApp;
  beforeAll(() => {
    app = served();
  });

  const SMALL = '/v1/negotiations/qatar-mediation';

  /** A problem document; and whatever was tried, the negotiation stands where it stood. */
  async function expectProblem(response: Response, status: number, says: RegExp): Promise<void> {
    const text = await response.text();
    expect({ status: response.status, type: response.headers.get('content-type'), text }).toEqual({
      status,
      type: 'application/problem+json; charset=utf-8',
      text: expect.stringMatching(says),
    });
    expect(JSON.parse(text)).toMatchObject({ status, type: expect.any(String), title: expect.any(String) });
    expect(await (await fetch(`${app.base}${SMALL}/status`)).json()).toMatchObject({ revision: 17 });
  }

  describe('A read is refused', () => {
    test.each<[path: string, status: number, says: RegExp]>([
      ['/nowhere', 404, /nowhere/],
      ['/v1/negotiations/nobody/status', 404, /nobody/],
      ['/v1/negotiations/qatar-mediatoin/status', 404, /qatar-mediation/],
      ['/v1/negotiations/%00/status', 400, /slug/],
      ['/v1/negotiations/%zz/status', 400, /percent|URL/i],
      [`${SMALL}/status?revision=99`, 404, /17/],
      [`${SMALL}/status?revision=1&revision=2`, 400, /revision/],
      [`${SMALL}/status?revision=-1`, 400, /revision/],
      [`${SMALL}/status?reportedby=2023`, 400, /reportedBy/],
      [`${SMALL}/status?reportedBy=yesterday`, 400, /reportedBy/],
      [`${SMALL}/status?__proto__=1`, 400, /__proto__/],
      [`${SMALL}/status?recordedBy=2001`, 404, /2001/],
      [`${SMALL}/status?table=israel,hamas`, 400, /table/],
      [`${SMALL}/status?withoutParty=quatar`, 400, /"nearest":"qatar"/],
      [`${SMALL}/status?onlyAttribution=on-the-recrod`, 400, /on-the-record/],
      [`${SMALL}/positions/quatar`, 404, /qatar/],
      [`${SMALL}/reports/qm-00`, 404, /qm-0/],
      [`${SMALL}/history?kindd=denial`, 400, /kind/],
      [`${SMALL}?revisoin=1`, 400, /revisoin/],
      ['/v1/negotiations?limit=0', 400, /limit/],
      ['/v1/negotiations?limit=501', 400, /limit/],
      ['/v1/negotiations?cursor=%21', 400, /cursor/],
      ['/v1/negotiations?contested=maybe', 400, /contested/],
    ])('GET %s', async (path, status, says) => {
      await expectProblem(await fetch(`${app.base}${path}`), status, says);
    });

    test.each([
      [900, 400, /100 characters/],
      [5000, 414, /long/],
    ])('GET of an id of %i letters', async (length, status, says) => {
      await expectProblem(await fetch(`${app.base}/v1/negotiations/${'a'.repeat(length)}/status`), status, says);
    });
  });

  describe('A write is refused', () => {
    const report = {
      kind: 'denial',
      party: 'israel',
      claim: 'talks',
      speaker: { capacity: 'official' },
      attribution: 'on-the-record',
      summary: 'No talks.',
      source: { publisher: 'The Quay' },
      reportedAt: '2023-11-12',
    };
    const text = JSON.stringify(report);

    test.each<[what: string, body: unknown, status: number, says: RegExp]>([
      ['that is no JSON', '{"kind":', 400, /JSON/],
      ['that is empty', '', 400, /./],
      ['that is no object', '[]', 422, /./],
      ['that is null', 'null', 422, /./],
      ['with a key twice', text.replace('{', '{"kind":"refusal",'), 400, /kind/],
      ['with __proto__', text.replace('{', '{"__proto__":{"party":"x"},'), 400, /__proto__/],
      ['of an unknown party', { ...report, party: 'isreal' }, 422, /"nearest":"israel"/],
      ['of an unknown kind', { ...report, kind: 'denail' }, 422, /"nearest":"denial"/],
      ['without what its kind needs', { ...report, kind: 'contact' }, 422, /\/with/],
      ['with an unknown field', { ...report, reportedat: '2023' }, 422, /reportedAt/],
      ['with a bad date', { ...report, reportedAt: '2023-02-30' }, 422, /\/reportedAt/],
      ['that is known with other content', { ...report, reportId: 'qm-08' }, 409, /qm-08/],
      ['of more than a megabyte', { ...report, note: 'x'.repeat(1_100_000) }, 413, /./],
      ['that is nested without end', '['.repeat(100_000), 400, /./],
    ])('%s', async (_, body, status, says) => {
      await expectProblem(await send(app.base, 'POST', '/negotiations/qatar-mediation/reports', body), status, says);
    });

    test.each([
      ['POST', '/v1/negotiations/qatar-mediation/reports', 'text/html'],
      ['POST', '/v1/negotiations/qatar-mediation/reports', 'application/x-ndjson'],
      ['POST', '/v1/negotiations/qatar-mediation/parties', 'application/x-www-form-urlencoded'],
      ['PATCH', '/v1/negotiations/qatar-mediation/parties/israel', 'text/plain'],
      ['POST', '/v1/import', 'application/json'],
      ['POST', '/v1/import', 'application/xml'],
    ])('%s %s as %s', async (method, path, type) => {
      const response = await fetch(`${app.base}${path}`, { method, headers: { 'content-type': type }, body: '{}' });
      await expectProblem(response, 415, /application\//);
    });

    test('in bytes that are no text', async () => {
      const body = Buffer.concat([Buffer.from('{"kind":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${app.base}${SMALL}/reports`, { method: 'POST', headers, body });
      await expectProblem(response, 400, /UTF-8/);
    });

    test('packed', async () => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const response = await fetch(`${app.base}${SMALL}/reports`, { method: 'POST', headers, body: text });
      await expectProblem(response, 415, /gzip/);
    });

    test('to an address that only reads', async () => {
      const response = await send(app.base, 'POST', '/negotiations/qatar-mediation/status', {});
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      await expectProblem(response, 405, /GET/);
    });

    test('as what is no HTTP', async () => {
      const answer = await new Promise<string>((resolve, reject) => {
        let heard = '';
        const socket = connect(Number(new URL(app.base).port), '127.0.0.1', () =>
          socket.write('GET / HTTP/1.1\r\nno\r\n\r\n'),
        );
        socket.on('data', (chunk) => (heard += chunk.toString()));
        socket.on('end', () => resolve(heard));
        socket.on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
    });
  });
}
