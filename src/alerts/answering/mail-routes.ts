/**
 * The routes to which mails lead: to confirm alerts, and to end them. Opening one changes nothing, since programs look ahead
 * at links in mails; sending its form does, and so does the request of a mail program by RFC 8058.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AlertMails } from '../managing/alert-mails.js';
import { MAIL_PAGE_HEADERS, mailPage, MAIL_PAGES } from './mail-pages.js';

/** The largest form, in bytes. What it holds is not read: a mail program sends `List-Unsubscribe=One-Click`. */
const FORM_LIMIT = 4096;

interface Ending {
  readonly alert: string;
  readonly code: string;
}

const send = (reply: FastifyReply, page: keyof typeof MAIL_PAGES): FastifyReply =>
  reply
    .status(page === 'unknown' ? 404 : 200)
    .headers(MAIL_PAGE_HEADERS)
    .type('text/html; charset=utf-8')
    .send(mailPage(MAIL_PAGES[page]));

/** Adds the routes: call it after access control has added its hooks. */
export function addMailRoutes(fastify: FastifyInstance, mails: AlertMails): void {
  void fastify.register(async (forms) => {
    forms.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: FORM_LIMIT },
      (_, __, done) => done(null, undefined),
    );
    forms.get('/alerts/confirm/:code', (_, reply) => send(reply, 'askConfirm'));
    forms.post('/alerts/confirm/:code', async (request, reply) => {
      const confirmed = await mails.confirm((request.params as { code: string }).code);
      return send(reply, confirmed ? 'confirmed' : 'unknown');
    });
    forms.get('/alerts/end/:alert/:code', (_, reply) => send(reply, 'askEnd'));
    forms.post('/alerts/end/:alert/:code', async (request, reply) => {
      const { alert, code } = request.params as Ending;
      return send(reply, (await mails.end(alert, code)) ? 'ended' : 'unknown');
    });
  });
}
