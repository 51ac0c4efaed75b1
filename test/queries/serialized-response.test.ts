/** A body is compressed once, whoever asks for it meanwhile. */
import { SerializedResponse } from '../../src/queries/serialized-response.js';

test('Two callers at once compress a body once', async () => {
  const answer = SerializedResponse.text('a'.repeat(2_000), 'text/plain');
  let calls = 0;
  const compress = async (body: Buffer): Promise<Buffer> => {
    calls += 1;
    return body.subarray(0, 10);
  };
  await Promise.all([answer.compressAs('br', compress), answer.compressAs('br', compress)]);
  await answer.compressAs('br', compress);
  expect(calls).toBe(1);
  expect(answer.compressedAs('br')).toHaveLength(10);
});

test('A compression that failed is tried again', async () => {
  const answer = SerializedResponse.text('a'.repeat(2_000), 'text/plain');
  await expect(answer.compressAs('br', () => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
  await answer.compressAs('br', async () => Buffer.from('small'));
  expect(answer.compressedAs('br')?.toString()).toBe('small');
});
