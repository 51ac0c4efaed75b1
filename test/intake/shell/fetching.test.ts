/** What is fetched from addresses that users name, and what never is, in whatever spelling. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { guardedFetch, type FetchOptions } from '../../../src/intake/fetching/guarded-fetch.js';
import { isInNetwork, isPublicAddress } from '../../../src/intake/fetching/public-address.js';
import type { Resolve } from '../../../src/intake/fetching/resolve.js';

const servers: Server[] = [];
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Why it was not fetched. */
const refusal = (url: string, options: Partial<FetchOptions> = {}): Promise<string> =>
  guardedFetch(url, { exceptions: [], ...options }).then(
    ({ status }) => `fetched: ${status}`,
    (error: Error) => `${error.name}: ${error.message}`,
  );

/** IPv4, IPv6, and IPv4 in IPv6. */
const PRIVATE = [
  '127.0.0.1 127.9.9.9 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 192.88.99.1',
  ':: ::1 fe80::1 fec0::1 fc00::1 fd12:3456::1 ff02::1 100::1 2001:db8::1 3fff::1 4000::1 5f00::1 2001::1 2001:2::1 2001:10::1 2001:20::1',
  '::ffff:127.0.0.1 ::ffff:7f00:1 0:0:0:0:0:ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 ::7f00:1 64:ff9b::127.0.0.1 64:ff9b::a00:1 64:ff9b:1::127.0.0.1 2002:7f00:1:: 2002:a00:1::1 ::ffff:0:127.0.0.1 2001:4860::5efe:127.0.0.1 2001:4860::200:5efe:10.0.0.1 fe80::5efe:127.0.0.1',
].flatMap((addresses) => addresses.split(' '));

test('Only globally reachable unicast addresses are public', () => {
  for (const address of [...PRIVATE, 'fe80::1%eth0', '127.0.0.1%', 'localhost', '', '8.8.8.8.8'])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
  for (const address of ['8.8.8.8', '93.184.215.14', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  expect([isInNetwork('10.1.2.3', '10.1.0.0/16'), isInNetwork('10.2.0.1', '10.1.0.0/16')]).toEqual([true, false]);
  expect([isInNetwork('::ffff:10.1.2.3', '10.1.0.0/16'), isInNetwork('fd00::1', '10.0.0.0/8')]).toEqual([true, false]);
});

/** Other ways in which a URL can write 127.0.0.1, and the like. */
const SPELLINGS =
  '127.0.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.1 127.0.1 0 0x0 127.0.0.1. １２７.0.0.1 127。0。0。1 %31%32%37.0.0.1 [::1] [::] [::ffff:127.0.0.1] [0:0:0:0:0:ffff:7f00:0001] [::ffff:7f00:1] [64:ff9b::7f00:1] [2002:7f00:1::] [fe80::1] [::127.0.0.1] 169.254.169.254 2852039166 0xa9fea9fe [::ffff:a9fe:a9fe] 10.0.0.1 192.168.0.1 172.20.0.1'.split(
    ' ',
  );

test.each(SPELLINGS)('http://%s/ is not fetched', async (host) => {
  const never: Resolve = () => Promise.reject(new Error('no name is looked up'));
  expect(await refusal(`http://${host}/`, { resolve: never })).toMatch(/^NotFetched: only public addresses/);
});

test.each([
  'file:///etc/passwd',
  'ftp://example.org/',
  'gopher://example.org/',
  'data:text/html,x',
  'javascript:alert(1)',
  'http://user:secret@example.org/',
  'https://user@example.org/',
  'http://',
  'not an address',
  '//example.org',
])('%s is not fetched', async (url) => {
  expect(await refusal(url, { resolve: () => Promise.reject(new Error('no name is looked up')) })).toMatch(
    /^NotFetched: (?:only http|an address with|the address cannot)/,
  );
});

test('Only the ports 80 and 443 are fetched', async () => {
  const toPublic: Resolve = () => Promise.resolve([{ address: '93.184.215.14', family: 4 }]);
  for (const port of ['22', '25', '6379', '8080', '65535', '442'])
    expect(await refusal(`http://example.org:${port}/`, { resolve: toPublic })).toMatch(/ports 80 and 443/);
});

test('A name that leads into a private network is not fetched, also where it leads elsewhere too', async () => {
  for (const address of PRIVATE) {
    const resolve: Resolve = () =>
      Promise.resolve([
        { address: '93.184.215.14', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ]);
    expect([address, await refusal('http://inside.example/', { resolve })]).toEqual([
      address,
      expect.stringMatching(/^NotFetched: only public addresses/),
    ]);
  }
});

test('The connection goes to the address that was checked, whatever the name leads to by then', async () => {
  const place = await serving((_, response) => response.end('the very one'));
  const port = place.split(':')[1] ?? '';
  let asked = 0;
  // A resolver that says one thing to the check, and another to the connection, were it asked again.
  const rebinding: Resolve = () => {
    asked += 1;
    return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
  };
  const { bytes } = await guardedFetch(`http://rebinding.example:${port}/`, {
    exceptions: [place],
    resolve: rebinding,
  });
  expect([bytes.toString(), asked]).toEqual(['the very one', 1]);
  // From the public address of the first answer to a private one: each look-up is checked.
  expect(await refusal(`http://rebinding.example:${port}/`, { exceptions: [place], resolve: rebinding })).toMatch(
    /only public addresses/,
  );
});

test('Each redirect is checked anew, and there are at most three', async () => {
  const seen: string[] = [];
  let to = '';
  const place = await serving((request, response) => {
    seen.push(request.url ?? '');
    response.writeHead(302, { location: to }).end();
  });
  for (to of ['http://127.0.0.1:1/', 'http://169.254.169.254/latest/', 'http://[::1]/', 'http://0x7f000001/'])
    expect(await refusal(`http://${place}/start`, { exceptions: [place] })).toMatch(/only public addresses/);
  for (to of ['file:///etc/passwd', 'javascript:alert(1)', 'http://user:secret@example.org/'])
    expect(await refusal(`http://${place}/start`, { exceptions: [place] })).toMatch(
      /^NotFetched: (?:only http|an addr)/,
    );
  seen.length = 0;
  to = `http://${place}/again`;
  expect(await refusal(`http://${place}/start`, { exceptions: [place] })).toMatch(/leads on more than 3 times/);
  expect(seen).toEqual(['/start', '/again', '/again', '/again']);
});

test('Nothing of the server goes with it: no cookies, no credentials; and a compressed body is read', async () => {
  const headers: unknown[] = [];
  const place = await serving((request, response) => {
    headers.push(request.headers);
    const [encoding, body] =
      request.url === '/br' ? ['br', brotliCompressSync('<p>brotli</p>')] : ['gzip', gzipSync('<p>gzip</p>')];
    response.writeHead(200, {
      'content-type': 'text/html; charset="ISO-8859-1"',
      'content-encoding': encoding,
      'set-cookie': 'a=b',
      etag: '"1"',
    });
    response.end(body);
  });
  const found = await guardedFetch(`http://${place}/br`, { exceptions: [place] });
  expect({ ...found, bytes: found.bytes.toString() }).toMatchObject({
    status: 200,
    type: 'text/html',
    charset: 'iso-8859-1',
    bytes: '<p>brotli</p>',
    etag: '"1"',
  });
  await guardedFetch(`http://${place}/`, { exceptions: [place], etag: '"1"' });
  expect(headers).toMatchObject([{}, { 'if-none-match': '"1"' }]);
  for (const sent of headers) expect(Object.keys(sent as object)).not.toContain('cookie');
});

test('What is too large once unpacked, too slow, or packed in another way is given up', async () => {
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
  const place = await serving((request, response) => {
    if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    else if (request.url === '/odd') response.writeHead(200, { 'content-encoding': 'zstd, gzip' }).end('x');
    else if (request.url === '/drip') {
      response.writeHead(200);
      const dripping = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(dripping));
    }
    // Anything else is never answered.
  });
  const exceptions = [place];
  expect(await refusal(`http://${place}/bomb`, { exceptions })).toMatch(/larger than 5120 kB/);
  expect(await refusal(`http://${place}/odd`, { exceptions })).toMatch(/compressed in a way/);
  const bounds = { time: 300, bytes: 1_000_000, redirects: 3 };
  for (const path of ['drip', 'silent'])
    expect(await refusal(`http://${place}/${path}`, { exceptions, bounds })).toMatch(/did not come within 0.3 seconds/);
  const neverResolved: Resolve = () => new Promise(() => undefined);
  expect(await refusal('http://example.org/', { bounds, resolve: neverResolved })).toMatch(/did not come within/);
});

test('An exception holds for its host and port, and for no other', async () => {
  const place = await serving((_, response) => response.end('here'));
  const port = place.split(':')[1] ?? '';
  for (const exceptions of [[place], [`127.0.0.0/8:${port}`]])
    expect(await refusal(`http://${place}/`, { exceptions })).toBe('fetched: 200');
  for (const exceptions of [[], ['127.0.0.1'], ['127.0.0.1:1'], ['10.0.0.0/8'], ['example.org']])
    expect(await refusal(`http://${place}/`, { exceptions })).toMatch(/only public addresses/);
});
