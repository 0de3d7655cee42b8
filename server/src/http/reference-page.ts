import { createHash } from 'node:crypto';

/** What holds for every endpoint, before they are listed. */
export const introduction = `<h1>Printrail API</h1>
<p>JSON over HTTP. The same as data: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<dl>
<dt>Who asks</dt><dd>Send an API key as <code>Authorization: Bearer …</code>; a browser carries its session cookie. Each endpoint says which right it needs.</dd>
<dt>Dates and money</dt><dd>Dates are <code>YYYY-MM-DD</code>, moments UTC. Money is whole minor units of the studio’s currency (cents).</dd>
<dt>Pages</dt><dd>A list answers <code>items</code> and <code>next</code>; pass <code>next</code> as <code>after</code> for the following page. A parameter that is a list is repeated: <code>?typeId=1&amp;typeId=2</code>.</dd>
<dt>Changes</dt><dd>A record answers with its <code>version</code>, also as <code>ETag</code>. Send it back in <code>If-Match</code>; a change made from an older state is refused. Fields left out of a <code>PATCH</code> stay as they are.</dd>
<dt>Repeating</dt><dd>With an <code>Idempotency-Key</code> of your own the same request is done once, and answered alike for 24 hours.</dd>
<dt>Refusals</dt><dd>Are <code>application/problem+json</code> with a stable <code>code</code>; <code>errors</code> names each field and its rule. Unknown fields are refused.</dd>
</dl>`;

/** Calm and readable, light or dark as the reader has it; no script, no font from elsewhere. */
export const referenceStyle = `
:root{color-scheme:light dark;--page:#faf9f7;--panel:#f3f1ee;--line:#e3dfd9;--text:#2b2926;--quiet:#6a655e;--accent:#8f5b06}
@media(prefers-color-scheme:dark){:root{--page:#1b1a18;--panel:#242220;--line:#38352f;--text:#e6e2dc;--quiet:#a39d94;--accent:#e2a74a}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;display:grid;grid-template-columns:272px minmax(0,1fr);font:14px/1.55 system-ui,sans-serif;font-variant-numeric:tabular-nums;background:var(--page);color:var(--text)}
a{color:inherit;text-decoration:none}
a:hover,dd a,td a,p a{color:var(--accent);text-decoration:underline;text-underline-offset:2px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:24px 20px;background:var(--panel);border-right:1px solid var(--line)}
nav .home{font-weight:650;font-size:16px}
nav ol{list-style:none;margin:0;padding:0}
nav>ol>li{margin-top:16px}
nav>ol>li>a{font-weight:600}
nav ol ol{margin-top:4px;color:var(--quiet)}
nav ol ol a{display:block;padding:2px 0 2px 10px;border-left:2px solid var(--line)}
nav ol ol a:hover{border-color:var(--accent)}
main{padding:24px 40px 96px;max-width:1000px}
h1{font-size:24px;margin:0 0 8px}
h2{font-size:20px;margin:56px 0 4px;padding-top:16px;border-top:2px solid var(--accent)}
h3{font-size:16px;margin:0 0 6px}
h4{font-size:13px;margin:16px 0 4px;color:var(--quiet);font-weight:600}
p{margin:6px 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:8px 24px;margin:20px 0}
dt{font-weight:600}
dd{margin:0}
article{padding:24px 0;border-top:1px solid var(--line)}
article:target h3{color:var(--accent)}
section>p+article{margin-top:16px}
code{font:12.5px/1.5 ui-monospace,Menlo,Consolas,monospace}
.call{font-size:13px;overflow-wrap:anywhere}
.call b{font-size:11px;letter-spacing:.04em;padding:2px 7px;border:1px solid var(--line);border-radius:4px;background:var(--panel);margin-right:4px}
.call b.delete,.call b.post,.call b.put,.call b.patch{border-color:var(--accent);color:var(--accent)}
.call i{font-style:normal;color:var(--accent)}
.note,small{color:var(--quiet)}
small{font-size:12px;font-weight:400;margin-left:4px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:5px 16px 5px 0;border-top:1px solid var(--line);font-weight:400}
tr:first-child>*{border-top:0}
th{white-space:nowrap;width:1%}
td:last-child{color:var(--quiet)}
.status{color:var(--quiet);font-weight:400}
details{margin-top:12px}
summary{cursor:pointer;color:var(--quiet);font-weight:600;font-size:13px;width:max-content}
pre{margin:8px 0 0;padding:12px 14px;background:var(--panel);border:1px solid var(--line);border-radius:6px;overflow-x:auto}
@media(max-width:760px){body{display:block}nav{position:static;height:auto;padding:16px;border-right:0;border-bottom:1px solid var(--line)}nav>ol{display:flex;flex-wrap:wrap;gap:4px 16px}nav>ol>li{margin-top:4px}nav ol ol{display:none}main{padding:16px 16px 64px}dl{display:block}dd{margin-bottom:8px}th{white-space:normal}}
@media print{nav{display:none}body{display:block}}`;

/** Only this style applies to the page, and nothing else loads. */
export const referencePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(referenceStyle).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
