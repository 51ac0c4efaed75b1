/** The OpenAPI document as an HTML page without scripts, for people. */
import { createHash } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { escaped, withCode } from './escaped.js';
import { GUIDE_SECTION } from './guide-section.js';

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

const STYLE =
  'html{color-scheme:light dark;background:light-dark(#fff,#1a1d22);color:light-dark(#16202e,#e9e6df)}' +
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'code{font-size:.95em}dt{margin-top:.4rem}section{border-top:1px solid;padding:.5rem 0}h2{font-size:1.1rem;overflow-wrap:anywhere}' +
  'section{overflow-wrap:anywhere}a{color:light-dark(#1d4f91,#94bdf5)}table{border-collapse:collapse}th,td{text-align:start;vertical-align:top;padding:.2rem .6rem .2rem 0}' +
  'tbody th{font-weight:inherit}';

/** The page's `Content-Security-Policy`: only its own style may load. */
export const DOCS_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
}
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
}

const parameterOf = ({ name, in: place, required, description }: Parameter): string =>
  `<dt><code>${escaped(name)}</code> (${escaped(place)}${required ? ', required' : ''})</dt>` +
  `<dd>${withCode(description ?? '')}</dd>`;

function callOf(method: string, path: string, { summary, description, parameters = [] }: Operation): string {
  const listed = parameters.length ? `<dl>${parameters.map(parameterOf).join('')}</dl>` : '';
  const head = `<h2><code>${method.toUpperCase()} ${escaped(path)}</code></h2>`;
  return `<section>${head}<p>${withCode(summary ?? '')} ${withCode(description ?? '')}</p>${listed}</section>`;
}

const callsOf = ({ paths }: OpenAPIObject): string[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [callOf(method, path, item[method] as Operation)] : [])),
  );

/** @param document whose paths are listed in their order */
export const docsPage = (document: OpenAPIObject): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Parley: the HTTP interface</title>` +
  `<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>` +
  `<h1>Parley: the HTTP interface</h1><p>${withCode(document.info.description ?? '')}</p>` +
  `<p>The same for programs, with the shapes of requests and answers: <a href="/openapi.json">/openapi.json</a>.</p>` +
  `<p><a href="#coding">What each kind and word means, with examples, and the hard cases</a></p>` +
  `${callsOf(document).join('')}<h2 id="coding">Coding what is reported</h2>${GUIDE_SECTION}</main></body></html>`;
