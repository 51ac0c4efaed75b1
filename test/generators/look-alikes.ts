/** Other spellings of Reuters that people read as Reuters. */
export const LOOKS_LIKE_REUTERS = [
  'Rеuters', // Cyrillic е
  'Reutеrs',
  'Rеutеrѕ', // and Cyrillic ѕ
  'Reuteгs'.replace('г', 'ꮁ'), // Cherokee
  'Ｒｅｕｔｅｒｓ', // full width
  'Reuterｓ',
  '𝐑𝐞𝐮𝐭𝐞𝐫𝐬', // mathematical
  'ℜeuters',
] as const;
