/** Values that have broken programs before, or look as if they might. */
import fc from 'fast-check';

/** What is known to a server with the shipped story, so that some of what is sent gets far. */
export const KNOWN = [
  ['qatar-mediation', 'gaza-hostages-2023', 'israel', 'hamas', 'qatar', 'talks', 'qm-01', 'qm-08', 'Reuters'],
  ['2023-11-12', '2023-11-12T10:00:00Z', '2023', 'official', 'on-the-record', 'denial', 'claim:talks', 'true', '1'],
].flat();

export const HOSTILE_TEXTS = [
  ['', ' ', '\u0000', '\n', '\r\nx-injected: 1', '\u202Elive', '\u2066', '\uFEFF', 'e\u0301', '\u{1F600}', '\uFFFF'],
  ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '../../etc/passwd', '%00', '%2e%2e%2f', '${1}', '{{1}}'],
  ["'; DROP TABLE events; --", '<script>alert(1)</script>', '=1+1', '-1', '0', '1e309', 'NaN', 'Infinity', '0x10'],
  ['9007199254740993', '99999999999999999999', '0000-00-00', '0000', '9999-12-31', '10000-01-01', '2023-02-30'],
  ['2023-01-01T25:00:00Z', '2023-01-01T00:00:60Z', '2023-W01', '..', '2023/..', '-0001', '1'.repeat(400)],
  ['a'.repeat(101), 'a'.repeat(5000), 'null', 'undefined', '[object Object]', 'a,b', ',', ',,', 'a.b.c.d', '*'],
].flat();

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

/** Any JSON value, the odd ones more often than not. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 1e21, -1e308, 2 ** 53, 2 ** 31, [], {}, [[]], [null], deep(40)),
  fc.constantFrom<unknown>({ $ref: '#' }, { toString: 1 }, { length: 1e9 }, { constructor: {} }, [{}, {}], ['a', 'a']),
  fc.constantFrom<unknown>(
    Array.from({ length: 600 }, (_, i) => `a${i}`),
    Array.from({ length: 3000 }, () => 'x'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Bytes that are no text, or end in the middle of one. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from([0xc3, 0x28]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from('\uFEFF{}'),
    Buffer.from('{"a":1'),
    Buffer.from('{"a":1}{"a":2}'),
    Buffer.from('{"a":1,"a":2}'),
    Buffer.from('{"__proto__":{"party":"x"}}'),
    Buffer.from('"\\ud800"'),
    Buffer.from('['.repeat(50_000)),
    Buffer.from(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`),
    Buffer.from('1'.repeat(100_000)),
    Buffer.alloc(1_100_000, 0x20),
  ),
);
