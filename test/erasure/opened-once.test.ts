/** A text is opened when it is first read, and kept then: what is read again and again must not be decrypted each time. */
import { copyWith } from '../../events/erasure/shape.js';
import { openTexts, sealTexts } from '../../src/store/erasure/sealed-texts.js';

const TYPE = 'RefusalReported';
const data = { negotiation: 'n', reportId: 'r', summary: 'They will not talk.', source: { publisher: 'Paper' } };
const { data: stored, keys } = sealTexts(TYPE, data);

const isOpened = (holder: object): boolean =>
  'value' in (Object.getOwnPropertyDescriptor(holder, 'summary') as PropertyDescriptor);

describe('A text that was sealed', () => {
  test('is opened when it is first read, and kept by what it is read from', () => {
    const opened = openTexts(TYPE, stored, keys);
    expect(isOpened(opened)).toBe(false);
    expect(opened['summary']).toBe(data.summary);
    expect(isOpened(opened)).toBe(true);
  });

  test('is kept by a copy too, as every report in memory is one', () => {
    const copy = copyWith(openTexts(TYPE, stored, keys), 'kind', 'refusal') as typeof data;
    expect(isOpened(copy)).toBe(false);
    expect(copy.summary).toBe(data.summary);
    expect(isOpened(copy)).toBe(true);
  });
});
