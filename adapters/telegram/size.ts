/** What limits are counted in. */
export interface Size {
  /** Text after the markup is read, in UTF-16 units. */
  readonly length: number;
  /** With the markup, in UTF-8. */
  readonly bytes: number;
  /** Pieces of formatting, as ordinary messages count them. */
  readonly entities: number;
  /** Blocks, list items and table rows, as rich messages count them. */
  readonly blocks: number;
  readonly buttons: number;
}

const block = /<(?:h[1-6]|p|ul|li|table|caption|tr|details|summary|footer|hr|blockquote)\b/g;

export function sizeOf(html: string, buttons = 0): Size {
  return {
    length: html.replace(/<[^>]*>/g, "").replace(/&[a-z]+;/g, "&").length,
    bytes: Buffer.byteLength(html),
    entities: html.match(/<[a-z]/g)?.length ?? 0,
    blocks: html.match(block)?.length ?? 0,
    buttons,
  };
}

/** True when all sizes together stay within every limit given. */
export function fitsWithin(most: Partial<Size>, sizes: readonly Size[]): boolean {
  return (Object.keys(most) as (keyof Size)[]).every(
    (unit) => sizes.reduce((sum, size) => sum + size[unit], 0) <= (most[unit] as number),
  );
}
