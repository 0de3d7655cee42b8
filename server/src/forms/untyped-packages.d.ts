declare module 'fontkit' {
  export type Font = { characterSet: readonly number[] };
  export function create(font: Uint8Array): Font;
}

declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}
