import type { Endpoint } from '@printrail/contract/endpoint';
import { type RefusalCode, refusals } from '@printrail/contract/refusals';
import { tags } from '@printrail/contract/tags';
import { isRepeatable, refusalsOf, rightInWords } from './endpoint-facts.ts';
import { apiRoot } from './mount.ts';
import { tagsOf } from './openapi.ts';
import { type JsonSchema, NamedSchemas, plainSchema } from './openapi-schemas.ts';
import { escaped, fieldRows, takes } from './reference-fields.ts';
import { introduction, referenceStyle } from './reference-page.ts';
import { sampleOf } from './schema-sample.ts';

/** The API as a page to read: every endpoint with its fields, answers, refusals and an example. */
export function referenceOf(endpoints: readonly Endpoint[]): string {
  const schemas = new NamedSchemas();
  const parts = tagsOf(endpoints).map((tag) => ({ tag, list: endpoints.filter((endpoint) => endpoint.tag === tag) }));
  const sections = parts.map(
    ({ tag, list }) =>
      `<section id="${slug(tag)}"><h2>${tag}</h2><p>${tags[tag]}</p>${list.map((endpoint) => article(endpoint, schemas)).join('')}</section>`,
  );
  const records = [...schemas.named].sort(([a], [b]) => (a < b ? -1 : 1));
  const nav = parts.map(
    ({ tag, list }) =>
      `<li><a href="#${slug(tag)}">${tag}</a><ol>${list.map((endpoint) => `<li><a href="#${endpoint.id}">${escaped(endpoint.summary)}</a></li>`).join('')}</ol></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Printrail API</title><style>${referenceStyle}</style></head><body>
<nav aria-label="Contents"><a class="home" href="#top">Printrail API</a><ol>${nav.join('')}<li><a href="#records">Records</a></li></ol></nav>
<main id="top">${introduction}${sections.join('')}
<section id="records"><h2>Records</h2>${records.map(([name, schema]) => record(name, schema)).join('')}</section></main></body></html>`;
}

function article(endpoint: Endpoint, schemas: NamedSchemas): string {
  const { id, method, summary, description = '', access, params, query, body, status = 200 } = endpoint;
  const path = escaped(apiRoot + endpoint.path).replace(/\{\w+\}/g, '<i>$&</i>');
  return `<article id="${id}"><h3><a href="#${id}">${escaped(summary)}</a></h3>
<p class="call"><b class="${method.toLowerCase()}">${method}</b> <code>${path}</code></p>
<p>${[words(description), rightInWords(access)].filter(Boolean).join('<br>')}</p>
${headersOf(endpoint)}
${table('In the path', params && schemas.refer(params))}${table('In the query', query && schemas.refer(query))}
${table('Body', body && schemas.refer(body))}
<h4>Answer <span class="status">${status}</span></h4>${answerIn(endpoint, schemas)}
<details><summary>Example</summary><pre><code>${escaped(curl(endpoint))}</code></pre></details>
<details><summary>Refusals</summary>${refusalTable(refusalsOf(endpoint))}</details></article>`;
}

function headersOf(endpoint: Endpoint): string {
  const match = 'Send <code>If-Match</code> with the version you saw.';
  const key = 'Takes an <code>Idempotency-Key</code>.';
  const lines = [endpoint.versioned ? match : '', isRepeatable(endpoint) ? key : ''].filter(Boolean);
  return lines.length > 0 ? `<p class="note">${lines.join(' ')}</p>` : '';
}

function answerIn({ status, streams, answerTypes, answer: schema }: Endpoint, schemas: NamedSchemas): string {
  if (status === 204) return '<p>Nothing.</p>';
  if (streams) return `<p>Server-sent events, each with</p>${answer(schemas.refer(schema))}`;
  return answerTypes ? `<p>A file: ${answerTypes.join(' or ')}</p>` : answer(schemas.refer(schema));
}

function answer(schema: JsonSchema): string {
  return schema.properties ? table('', schema) : `<p>${takes(schema)}</p>`;
}

function table(title: string, schema: JsonSchema | undefined): string {
  if (!schema) return '';
  const heading = title && `<h4>${title}</h4>`;
  const rows = fieldRows(schema).map(
    ({ name, takes: what, isRequired, description }) =>
      `<tr><th scope="row"><code>${name}</code>${isRequired ? '' : ' <small>optional</small>'}</th><td>${what}</td><td>${words(description)}</td></tr>`,
  );
  return rows.length > 0
    ? `${heading}<div class="scroll"><table>${rows.join('')}</table></div>`
    : `${heading}<p>${takes(schema)}</p>`;
}

function refusalTable(codes: readonly RefusalCode[]): string {
  const rows = codes
    .toSorted((a, b) => refusals[a].status - refusals[b].status)
    .map(
      (code) =>
        `<tr><td class="status">${refusals[code].status}</td><th scope="row"><code>${code}</code></th><td>${escaped(refusals[code].says)}</td></tr>`,
    );
  return `<div class="scroll"><table>${rows.join('')}</table></div>`;
}

function record(name: string, schema: JsonSchema): string {
  return `<article id="schema-${name}"><h3><a href="#schema-${name}">${name}</a></h3>${table('', schema)}</article>`;
}

function curl({ method, path, access, versioned, body }: Endpoint): string {
  const address = `"$PRINTRAIL${apiRoot}${path.replaceAll(/\{\w+\}/g, '1')}"`;
  const headers = [
    access === 'public' ? '' : `-H "Authorization: Bearer $KEY"`,
    versioned ? `-H 'If-Match: "1"'` : '',
    body ? `-H 'Content-Type: application/json'` : '',
    body ? `-d '${JSON.stringify(sampleBody(plainSchema(body)))}'` : '',
  ];
  return [`curl ${method === 'GET' ? '' : `-X ${method} `}${address}`, ...headers.filter(Boolean)].join(' \\\n  ');
}

/** What must be sent, or where nothing must be, the first field that may be. */
function sampleBody(schema: JsonSchema): unknown {
  const [first, part] = Object.entries(schema.properties ?? {})[0] ?? [];
  return schema.required?.length || !first || !part ? sampleOf(schema) : { [first]: sampleOf(part) };
}

function words(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function slug(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-');
}
