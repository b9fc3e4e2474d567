/** What a terminal can show. */
export const limits = {
  /** Columns where the terminal does not say. */
  usualWidth: 80,
  /** Lines longer than this are hard to read, however wide the window. */
  widest: 110,
  narrowest: 20,
} as const;
