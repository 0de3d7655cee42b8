declare module 'fontkit' {
  export type Font = { characterSet: readonly number[] };
  export function create(font: Uint8Array): Font;
}

declare module 'bidi-js' {
  type Levels = { levels: Uint8Array; paragraphs: readonly { start: number; end: number; level: number }[] };
  // biome-ignore lint/style/noDefaultExport: it is how the package exports
  export default function createBidi(): {
    getEmbeddingLevels(text: string): Levels;
    getMirroredCharacter(character: string): string | null;
  };
}

declare module 'linebreak' {
  // biome-ignore lint/style/noDefaultExport: it is how the package exports
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}
