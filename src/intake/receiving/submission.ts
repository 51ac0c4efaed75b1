/** What was sent as an article, as its text with what it says of itself. */
import { Injectable } from '@nestjs/common';
import { LONGEST_ARTICLE, type ReceiveRequest } from '../../../answers/intake/receive.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import { spanOf } from '../../../events/dates.js';
import { articleSource, intakeSchemas, type ArticleSource, type Way } from '../../../events/intake/intake.js';
import { cutTo } from '../../../events/words/cut.js';
import { receivedText } from '../../../intake/article.js';
import { Refused } from '../../problems/refused.js';
import type { Fetched } from '../fetching/guarded-fetch.js';
import { NotFetched } from '../fetching/not-fetched.js';
import { PageFetcher } from '../fetching/page-fetcher.js';
import { IntakeWorkers, TaskFailed } from '../workers/intake-workers.js';
import type { ReadText } from '../workers/read-documents.js';

/** An article that can be received. */
export interface Submission {
  readonly text: string;
  readonly way: Way;
  readonly source: ArticleSource;
  readonly language: string | undefined;
  /** What went otherwise than usual, in words. */
  readonly notes: readonly string[];
}

const unreadable = (detail: string): Refused => new Refused(problem('unreadable-file', detail));

/** @param charset as a server says; older files are not in UTF-8, and say so nowhere */
function decoded(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const NO_PDF = 'it is a PDF, and no PDF reader is installed here: copy its text, and paste that';

/** The first bytes of a PDF, whatever its name is. */
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

const endingOf = (name: string): string => /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** A date as pages and messages write it, as EDTF. */
function edtfOf(written: string | undefined): string | undefined {
  const text = written?.trim() ?? '';
  if (/^\d{4}-\d\d(?:-\d\d)?$/.test(text) && spanOf(text) !== null) return text;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const iso = new Date(at).toISOString();
  return spanOf(iso) === null ? undefined : iso.replace('.000Z', 'Z');
}

/** What a page says of itself, as far as it can be recorded; what the caller gave comes first. */
function sourceOf(given: ReceiveRequest, read: ReadText): ArticleSource {
  const { publisher, origin, title, url, published } = given;
  const said = {
    publisher: read.publisher?.trim().replaceAll(/\s+/g, ' ').slice(0, 200),
    title: cutTo(read.title?.trim().replaceAll(/\s+/g, ' ') ?? '', 500),
    url: read.url,
    published: edtfOf(read.published),
  };
  const valid = Object.entries(said).filter(
    ([field, value]) => value !== undefined && articleSource.shape[field as keyof typeof said].safeParse(value).success,
  );
  const own = Object.entries({ publisher, origin, title, url, published }).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...valid, ...own]) as ArticleSource;
}

@Injectable()
export class Submissions {
  constructor(
    private readonly workers: IntakeWorkers,
    private readonly fetcher: PageFetcher,
  ) {}

  /** Throws `Refused` where there is nothing to be read in it. */
  async read(given: ReceiveRequest): Promise<Submission> {
    const { way, read } = await this.#readText(given);
    return this.of(given, way, read);
  }

  /** @param read the text, as it was found in what came */
  of(given: ReceiveRequest, way: Way, read: ReadText): Submission {
    const cut = cutTo(read.text, LONGEST_ARTICLE);
    const text = receivedText(cut);
    if (!/\S/.test(text))
      throw new Refused(problemOfFields('invalid-request', [{ pointer: `/${fieldOf(way)}`, detail: 'holds no text' }]));
    const language = given.language ?? read.language;
    const isTag = intakeSchemas.ArticleReceived.shape.language.safeParse(language).success;
    return {
      text,
      way,
      source: sourceOf(given, read),
      language: isTag ? language : undefined,
      notes:
        cut.length < read.text.length ? [`it was longer than ${LONGEST_ARTICLE} characters, and was cut there`] : [],
    };
  }

  async html(html: string, url?: string): Promise<ReadText> {
    return this.#inWorker(this.workers.run('html', html, url));
  }

  async #readText(given: ReceiveRequest): Promise<{ readonly way: Way; readonly read: ReadText }> {
    if (given.text !== undefined) return { way: 'text', read: { text: given.text } };
    if (given.html !== undefined) return { way: 'html', read: await this.html(given.html, given.url) };
    if (given.file !== undefined) return { way: 'file', read: await this.#file(given.file) };
    return { way: 'url', read: await this.#fetched(given.url ?? '') };
  }

  /** Throws `Refused` where it is not to be had. */
  async #fetched(url: string): Promise<ReadText> {
    try {
      return await this.ofPage(await this.fetcher.fetch(url));
    } catch (error) {
      if (error instanceof NotFetched) throw new Refused(problem('not-fetched', error.message), { cause: error });
      throw error;
    }
  }

  /** The text of what was fetched. Throws `NotFetched` where it is none. */
  async ofPage({ url, status, type, charset, bytes }: Fetched): Promise<ReadText> {
    if (status < 200 || status > 299) throw new NotFetched(`the server there answers ${status}`);
    if (type === 'application/pdf' || isPdf(bytes)) throw unreadable(NO_PDF);
    const text = decoded(bytes, charset);
    if (type === 'text/plain' || type === 'text/markdown') return { text, url };
    const isPage = ['text/html', 'application/xhtml+xml'].includes(type) || /^\s*<(?:!doctype html|html)/i.test(text);
    if (!isPage) throw new NotFetched('what is there is no page and no text');
    return { url, ...(await this.html(text, url)) };
  }

  async #file({ name, base64 }: NonNullable<ReceiveRequest['file']>): Promise<ReadText> {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    const ending = endingOf(name);
    if (isPdf(bytes) || ending === 'pdf') throw unreadable(NO_PDF);
    switch (ending) {
      case 'txt':
      case 'text':
      case 'md':
      case 'markdown':
        return { text: decoded(bytes) };
      case 'html':
      case 'htm':
      case 'xhtml':
        return this.html(decoded(bytes));
      case 'eml':
        return this.#inWorker(this.workers.run('email', bytes));
    }
    throw unreadable(`${name.slice(0, 100)} is none of .txt, .md, .html and .eml`);
  }

  async #inWorker(work: Promise<ReadText>): Promise<ReadText> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof TaskFailed) throw unreadable(`it could not be read: ${error.message}`);
      throw error;
    }
  }
}

const fieldOf = (way: Way): string => (way === 'feed' ? 'url' : way);
