/** A whole number in figures, or a small one in Chinese characters: 十五, 三十. */
export const number = "(?:\\d{1,4}|[零一二两三四五六七八九十]{1,3})";

const characters = "零一二三四五六七八九";

export function readNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.replace("两", "二").split("十");
  const digit = (one: string) => characters.indexOf(one);
  if (ones === undefined) return [...(tens as string)].reduce((all, one) => all * 10 + digit(one), 0);
  return (tens === "" ? 1 : digit(tens as string)) * 10 + (ones === "" ? 0 : digit(ones));
}
