/**
 * Leads a browser on by a page of its own. A redirect would not do: a browser that another site has led here sends no
 * `SameSite=Strict` cookie along with it, and a form is not led to another site by one.
 */
import type { FastifyReply } from 'fastify';
import { escaped } from '../http/openapi/escaped.js';

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @param address to go on to: of this server, or of the identity provider */
export function leadOn(reply: FastifyReply, address: string, told: string, link: string): FastifyReply {
  const href = escaped(address);
  return reply
    .header('content-security-policy', POLICY)
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url=${href}">
<title>${escaped(told)} · Parley</title>
</head>
<body><main><h1>${escaped(told)}</h1><p><a href="${href}">${escaped(link)}</a></p></main></body>
</html>
`);
}
