/** A real authority for timestamps: OpenSSL answers (`openssl ts -reply`), behind a small HTTP server on loopback. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { newFolder, remove } from '../../app/started-app.js';

const CONFIGURATION = (folder: string) => `
[req]
distinguished_name = name
prompt = no
[name]
CN = Certificates of a test
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[timestamps]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[websites]
extendedKeyUsage = critical, serverAuth
[ca]
default_ca = issuing
[issuing]
database = ${folder}/issued
new_certs_dir = ${folder}
serial = ${folder}/issued.serial
unique_subject = no
default_md = sha256
policy = names
[names]
CN = supplied
[tsa]
default_tsa = answering
[answering]
serial = ${folder}/answered
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
tsa_name = yes
ess_cert_id_alg = sha256
`;

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export const AUTHORITY = 'timestamps.example.org';

/** With another last byte: that of the signature. */
export function flipped(reply: Buffer): Buffer {
  const other = Buffer.from(reply);
  other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
  return other;
}

/** A certificate of the authority, and the key of it: their files. */
interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** `expired` was good until yesterday; `websites` is for something else; `strange` leads to nobody that is trusted. */
export type Kind = 'good' | 'expired' | 'websites' | 'strange';

export class TestAuthority {
  readonly #folder = newFolder();
  readonly #certificates = new Map<Kind, Certificate>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #answers: ((query: Buffer) => Buffer) | ((query: Buffer, response: ServerResponse) => void) | undefined;
  /** How many requests have come. */
  asked = 0;

  private constructor() {
    writeFileSync(this.#at('openssl.cnf'), CONFIGURATION(this.#folder));
    writeFileSync(this.#at('issued'), '');
    for (const name of ['issued.serial', 'answered']) writeFileSync(this.#at(name), '01\n');
    for (const root of ['root', 'other-root']) this.#makeRoot(root);
    this.#issue('good', 'root', 'timestamps', '20990101000000Z');
    this.#issue('expired', 'root', 'timestamps', new Date(Date.now() - 86_400_000).toISOString());
    this.#issue('websites', 'root', 'websites', '20990101000000Z');
    this.#issue('strange', 'other-root', 'timestamps', '20990101000000Z');
  }

  static async start(): Promise<TestAuthority> {
    const authority = new TestAuthority();
    authority.#server.listen(0, '127.0.0.1');
    await once(authority.#server, 'listening');
    return authority;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
    remove(this.#folder);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/tsr`;
  }

  /** The file of the certificates that are trusted. */
  get trusted(): string {
    return this.#at('root.pem');
  }

  /** Those of somebody else. */
  get otherRoot(): string {
    return this.#at('other-root.pem');
  }

  get certificates(): string {
    return readFileSync(this.trusted, 'utf8');
  }

  /** Answers in another way from now on; as it should where nothing is given. */
  answering(by?: (query: Buffer) => Buffer): void {
    this.#answers = by;
  }

  /** Answers with anything but a timestamp. */
  responding(by: (query: Buffer, response: ServerResponse) => void): void {
    this.#answers = by;
  }

  /** What OpenSSL answers to a query, in DER. */
  reply(query: Buffer, kind: Kind = 'good'): Buffer {
    const { certificate, key } = this.#certificates.get(kind) ?? { certificate: '', key: '' };
    writeFileSync(this.#at('query'), query);
    this.#openssl(
      'ts',
      '-reply',
      '-queryfile',
      this.#at('query'),
      '-signer',
      certificate,
      '-inkey',
      key,
      '-out',
      this.#at('reply'),
    );
    return readFileSync(this.#at('reply'));
  }

  /** A token that OpenSSL signed as any other message: it asks nobody what the certificate is for. */
  resigned(query: Buffer, kind: Kind, ...more: readonly string[]): Buffer {
    const [token, content, signed] = ['token', 'content', 'signed'].map((name) => this.#at(name)) as [
      string,
      string,
      string,
    ];
    this.reply(query);
    this.#run('ts', '-reply', '-in', this.#at('reply'), '-token_out', '-out', token);
    this.#run('cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', token, '-out', content);
    const { certificate, key } = this.#certificates.get(kind) ?? { certificate: '', key: '' };
    const type = ['-binary', '-nodetach', '-outform', 'DER', '-econtent_type', TST_INFO];
    this.#run('cms', '-sign', ...type, ...more, '-in', content, '-signer', certificate, '-inkey', key, '-out', signed);
    const [status, message] = [Buffer.from('3003020100', 'hex'), readFileSync(signed)];
    const length = Buffer.from([0x30, 0x82, 0, 0]);
    length.writeUInt16BE(status.length + message.length, 2);
    return Buffer.concat([length, status, message]);
  }

  /** The list of certificates that were revoked, in DER. @param revoking one that is revoked first */
  revoked(revoking?: Kind): Buffer {
    const by = ['-cert', this.#at('root.pem'), '-keyfile', this.#at('root.key')];
    const { certificate = '' } = (revoking && this.#certificates.get(revoking)) ?? {};
    if (revoking) this.#openssl('ca', '-batch', ...by, '-revoke', certificate);
    this.#openssl('ca', '-gencrl', ...by, '-crldays', '30', '-out', this.#at('list.pem'));
    this.#run('crl', '-in', this.#at('list.pem'), '-outform', 'DER', '-out', this.#at('list'));
    return readFileSync(this.#at('list'));
  }

  /** A query as OpenSSL makes it. */
  query(data: Uint8Array, ...more: readonly string[]): Buffer {
    writeFileSync(this.#at('data'), data);
    this.#run('ts', '-query', '-data', this.#at('data'), '-sha256', '-cert', ...more, '-out', this.#at('made'));
    return readFileSync(this.#at('made'));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    const query = await buffer(request);
    const answered = this.#answers ? this.#answers(query, response) : this.reply(query);
    if (answered) response.setHeader('content-type', 'application/timestamp-reply').end(answered);
  }

  #makeRoot(name: string): void {
    const own = ['-keyout', this.#at(`${name}.key`), '-out', this.#at(`${name}.pem`), '-days', '9999'];
    this.#openssl('req', '-x509', '-extensions', 'root', ...KEY, ...own);
  }

  #issue(kind: Kind, root: string, extensions: string, until: string): void {
    const [key, request, certificate] = ['key', 'csr', 'pem'].map((end) => this.#at(`${kind}.${end}`)) as [
      string,
      string,
      string,
    ];
    this.#openssl('req', '-new', '-subj', `/CN=${AUTHORITY}`, ...KEY, '-keyout', key, '-out', request);
    const by = ['-cert', this.#at(`${root}.pem`), '-keyfile', this.#at(`${root}.key`), '-extensions', extensions];
    const dates = ['-startdate', '20200101000000Z', '-enddate', until.replaceAll(/[-:T]|\.\d+/g, '')];
    this.#openssl('ca', '-batch', '-notext', ...by, ...dates, '-in', request, '-out', certificate);
    this.#certificates.set(kind, { certificate, key });
  }

  #at(name: string): string {
    return join(this.#folder, name);
  }

  #openssl(command: string, option: string, ...more: readonly string[]): void {
    this.#run(command, option, '-config', this.#at('openssl.cnf'), ...more);
  }

  #run(...given: readonly string[]): void {
    execFileSync('openssl', given, { stdio: 'pipe' });
  }
}
