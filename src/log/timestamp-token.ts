/**
 * Timestamps of RFC 3161: what is asked of an authority, and whether what it answered shows that certain bytes existed at a
 * time. The certificates that are trusted are given; revocation is not looked up. Loaded only where timestamps are used.
 */
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import * as pki from 'pkijs';

/** What a token shows. */
export interface Timestamp {
  /** When the bytes existed, by the clock of the authority: milliseconds since the epoch. */
  readonly at: number;
  /** The name in the certificate of the authority. */
  readonly authority: string;
  /** The serial number that it gave, in hexadecimal digits. */
  readonly serial: string;
}

/** Or why nothing is shown, in words. */
export type ReadTimestamp = Timestamp | { readonly problem: string };

/** What an answer to a request must fit besides. */
export interface Asked {
  readonly nonce: Uint8Array;
  /** The present, in milliseconds since the epoch. */
  readonly now: number;
}

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';
/** The attribute by which a token names its certificate by a hash, of any algorithm (RFC 5816) or SHA-1 (RFC 3161). */
const SIGNING_CERTIFICATE = ['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.16.2.12'] as const;

/** Two clocks may be five minutes apart. */
const CLOCKS_APART = 300_000;

/** Certificates that issue each other in a circle would be followed for ever. */
const MOST_ISSUERS = 16;

const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();

const bytesOf = (value: OctetString | Integer): Uint8Array => value.valueBlock.valueHexView;

/** Without the zeros that DER puts before a number. */
const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(?:00)+(?=.)/, '');

/** Certificates in PEM. @throws Error where the text holds none, or one that cannot be read */
export function certificatesIn(text: string): readonly pki.Certificate[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error('it holds no certificate in PEM');
  return found.map((pem) => pki.Certificate.fromBER(new X509Certificate(pem).raw));
}

/** 16 bytes that, as a number in DER, are positive and have no zeros before them. */
export function newNonce(): Uint8Array {
  const nonce = randomBytes(16);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

/** What is sent to an authority, as DER. */
export function requestFor(data: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: SHA_256 }),
      hashedMessage: new OctetString({ valueHex: sha256(data) }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

const problem = (text: string): { readonly problem: string } => ({ problem: text });

/** A name from elsewhere, on one line. */
const asWords = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);

function nameOf({ subject }: pki.Certificate): string {
  const named = (type: string): string | undefined => {
    const found = subject.typesAndValues.find((one) => one.type === type);
    return found && asWords(found.value.valueBlock.value);
  };
  return named(COMMON_NAME) || named(ORGANIZATION) || 'an authority without a name';
}

function refusedBy({ status, statusStrings = [] }: pki.PKIStatusInfo): string | undefined {
  if (status === pki.PKIStatus.granted || status === pki.PKIStatus.grantedWithMods) return undefined;
  const said = asWords(statusStrings.map((text) => text.valueBlock.value).join(' '));
  return `the authority refused, with status ${status}${said === '' ? '' : `: ${said}`}`;
}

/** Its certificate is for timestamps alone, as RFC 3161 demands: else any certificate of the authority could sign one. */
function isForTimestamps({ extensions = [] }: pki.Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const { keyPurposes = [] } = (usage?.parsedValue ?? {}) as Partial<pki.ExtKeyUsage>;
  return usage?.critical === true && keyPurposes.length === 1 && keyPurposes[0] === TIME_STAMPING;
}

/** Whether the token names this very certificate: its signed attribute holds a hash of it. */
function namesCertificate({ signedAttrs }: pki.SignerInfo, certificate: pki.Certificate): boolean {
  const attribute = signedAttrs?.attributes.find(({ type }) => SIGNING_CERTIFICATE.some((named) => named === type));
  const encoded = attribute?.values[0] as { toBER(): ArrayBuffer } | undefined;
  if (!attribute || !encoded) return false;
  const raw = new Uint8Array(certificate.toSchema(false).toBER());
  const algorithms = attribute.type === SIGNING_CERTIFICATE[1] ? ['sha1'] : ['sha256', 'sha384', 'sha512'];
  const own = Buffer.from(encoded.toBER());
  return algorithms.some((algorithm) => own.includes(createHash(algorithm).update(raw).digest()));
}

/** Who signed the content of a token; or why it is not shown that a certificate signed it that leads to a trusted one. */
async function signerOf(
  content: pki.SignedData,
  data: Uint8Array,
  trustedCerts: readonly pki.Certificate[],
): Promise<pki.Certificate | { readonly problem: string }> {
  const [signer, ...others] = content.signerInfos;
  if (!signer || others.length > 0) return problem('the timestamp has not one signature');
  let asked = 0;
  const { signatureVerified, signerCertificate } = await content.verify({
    signer: 0,
    data: Uint8Array.from(data).buffer,
    trustedCerts: [...trustedCerts],
    checkChain: true,
    passedWhenNotRevValues: true,
    extendedMode: true,
    findIssuer: (certificate, chain, crypto) => {
      if ((asked += 1) > MOST_ISSUERS) throw new Error('its certificates lead nowhere');
      return chain.defaultFindIssuer(certificate, chain, crypto);
    },
  });
  if (signatureVerified !== true || !signerCertificate)
    return problem('the timestamp is not signed by its certificate');
  if (!isForTimestamps(signerCertificate)) return problem('its certificate is not for timestamps');
  if (!namesCertificate(signer, signerCertificate)) return problem('the timestamp does not name its certificate');
  return signerCertificate;
}

/** What does not fit the data, or the request. */
function misfit({ messageImprint, nonce, genTime }: pki.TSTInfo, data: Uint8Array, asked?: Asked): string | undefined {
  const { hashAlgorithm, hashedMessage } = messageImprint;
  if (hashAlgorithm.algorithmId !== SHA_256 || !sha256(data).equals(bytesOf(hashedMessage)))
    return 'the timestamp is of something else';
  if (!asked) return undefined;
  if (!nonce || hexOf(bytesOf(nonce)) !== hexOf(asked.nonce)) return 'the timestamp answers another request';
  if (Math.abs(genTime.getTime() - asked.now) > CLOCKS_APART)
    return `the timestamp is of ${genTime.toISOString()}, more than five minutes from the clock of this server`;
  return undefined;
}

async function read(reply: Uint8Array, data: Uint8Array, trusted: readonly pki.Certificate[], asked?: Asked) {
  const { status, timeStampToken } = pki.TimeStampResp.fromBER(Uint8Array.from(reply).buffer);
  const refusal = refusedBy(status);
  if (refusal !== undefined) return problem(refusal);
  const content = timeStampToken && new pki.SignedData({ schema: timeStampToken.content });
  const { eContentType, eContent } = content?.encapContentInfo ?? {};
  if (!content || eContentType !== pki.id_eContentType_TSTInfo || !eContent)
    return problem('what the authority answered is no timestamp');
  const info = pki.TSTInfo.fromBER(eContent.getValue());
  const wrong = misfit(info, data, asked);
  if (wrong !== undefined) return problem(wrong);
  const signer = await signerOf(content, data, trusted);
  if ('problem' in signer) return signer;
  return { at: info.genTime.getTime(), authority: nameOf(signer), serial: hexOf(bytesOf(info.serialNumber)) };
}

/**
 * What an answer of an authority shows of the data. Never rejects.
 * @param reply DER, as it came
 * @param trusted the certificates to one of which that of the authority must lead, at the time that it attests
 * @param asked given where it has just been asked for
 */
export async function readTimestamp(
  reply: Uint8Array,
  data: Uint8Array,
  trusted: readonly pki.Certificate[],
  asked?: Asked,
): Promise<ReadTimestamp> {
  try {
    return await read(reply, data, trusted, asked);
  } catch (error) {
    return problem(`the timestamp does not verify: ${asWords((error as Error).message)}`);
  }
}
