/** The bundles of the pages that `npm run build` makes. A server without them still answers the public interface. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PictureAnswer } from '../../answers/story/picture.js';
import type { TimelineAnswer } from '../../answers/story/timeline.js';
import type { MeAnswer } from '../../answers/access/me.js';

/** Requests a path of the public interface. Rejects with a `Refusal` where the interface refuses it. */
export type GetJson = (path: string) => Promise<unknown>;

/** What a page is rendered from; `web/server.ts` declares the same. */
export interface PageRequest {
  readonly pattern: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  readonly tz: string | undefined;
  readonly signedIn: boolean;
  /** What the forms of signing in and out are sent with; empty on a page that has none. */
  readonly form: string;
  /** Whether the page came over http, and not from the machine itself: browsers keep no session then. */
  readonly isPlain: boolean;
  readonly me: MeAnswer;
  /** What the sign-in page calls the identity provider; undefined where there is none. */
  readonly provider: string | undefined;
  readonly origin: string;
  readonly get: GetJson;
}

/** `status` is that of the answer; the rest goes into the document. */
export interface RenderedPage {
  readonly status: number;
  readonly page: string;
  readonly head: string;
  readonly body: string;
  readonly data: string;
}

/** The bundle for the server. */
interface Renderer {
  readonly Refusal: new (problem: unknown) => Error;
  readonly render: (request: PageRequest) => Promise<RenderedPage>;
  readonly renderProblem: (request: PageRequest, problem: unknown) => RenderedPage;
  /** The SVG documents of pictures. */
  readonly drawPicture: (picture: PictureAnswer) => string;
  readonly drawTimeline: (timeline: TimelineAnswer) => string;
}

/** An entry of the manifest of the bundle for the browser. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** The files that a page loads at once, as paths of this server. */
interface Assets {
  readonly script: string;
  readonly preloads: readonly string[];
  readonly styles: readonly string[];
}

function chunksOf(manifest: Manifest, names: readonly string[]): Chunk[] {
  const found = new Set<Chunk>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const name of names) add(name);
  return [...found];
}

/** The bundle for the server, and the folder and the manifest of the one for the browser. */
export class PageBundle {
  private constructor(
    readonly renderer: Renderer,
    readonly folder: string,
    private readonly manifest: Manifest,
    /** Scheme and host by which others reach the server, where that is set. */
    readonly publicUrl: string | undefined,
    /** What people call the identity provider, where there is one. */
    readonly provider: string | undefined,
  ) {}

  /** Undefined where the pages have not been built. */
  static async load(publicUrl?: string, provider?: string): Promise<PageBundle | undefined> {
    const at = (path: string) => new URL(`../../web/${path}`, import.meta.url);
    const [server, client] = [at('server/server.js'), at('client/')];
    if (!existsSync(server)) return undefined;
    const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8')) as Manifest;
    return new PageBundle(
      (await import(server.href)) as Renderer,
      fileURLToPath(client),
      manifest,
      publicUrl,
      provider,
    );
  }

  /** @param page the name of its component, without `.svelte` */
  assetsOf(page: string): Assets {
    const chunks = chunksOf(this.manifest, ['client.ts', `pages/${page}.svelte`]);
    const [entry] = chunks;
    return {
      script: `/${entry?.file ?? ''}`,
      preloads: chunks.slice(1).map(({ file }) => `/${file}`),
      styles: [...new Set(chunks.flatMap(({ css = [] }) => css))].map((file) => `/${file}`),
    };
  }
}
