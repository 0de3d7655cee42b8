/**
 * The HTML of a template as a document of its own, for a frame that runs nothing: its policy lets nothing be loaded from
 * anywhere, so that looking at a preview tells nobody.
 */
export function htmlDocument(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const style = 'html{color-scheme:light;background:#fff}body{margin:16px;font:14px/20px system-ui,sans-serif}';
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${style}</style>${html}`;
}
