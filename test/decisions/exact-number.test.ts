import { inexactNumber } from '../../decisions/exact-number.js';

describe('A number is kept exactly', () => {
  test.each([
    ['0'],
    ['-0'],
    ['0.0e999999'],
    ['1.0'],
    ['1e2'],
    ['100E-2'],
    ['0.10'],
    ['0.30000000000000004'],
    ['-12.5'],
    ['5e-324'],
    ['9007199254740991'],
    ['-9007199254740991'],
    ['9007199254740991.0'],
    ['1234567890.125'],
  ])('as %s', (text) => {
    expect(inexactNumber(text)).toBeUndefined();
  });

  test.each([
    ['9007199254740993', 'whole numbers go from -9007199254740991 to 9007199254740991'],
    ['9007199254740992', 'whole numbers go from -9007199254740991 to 9007199254740991'],
    ['-1e20', 'whole numbers go from -9007199254740991 to 9007199254740991'],
    ['1e400', 'it is too large'],
    ['1e-400', 'it would be kept as 0'],
    ['0.10000000000000000001', 'it would be kept as 0.1'],
    ['0.1234567890123456789', 'it would be kept as 0.12345678901234568'],
    ['4503599627370497.75', 'it would be kept as 4503599627370498'],
  ])('but not as %s', (text, why) => {
    expect(inexactNumber(text)).toContain(`${text} cannot be kept exactly: ${why}`);
  });

  test('and a long one is shown in part', () => {
    expect(inexactNumber('1'.repeat(100_000))?.length).toBeLessThan(200);
  });
});
