/** The pages as `npm run build` has made them; a server without them answers its interface all the same. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How a page asks for a path of the interface. Rejects with what the interface refused. */
export type GetJson = (path: string) => Promise<unknown>;

/** What a page is made from: web/server.ts says the same. */
export interface PageRequest {
  readonly pattern: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  readonly tz: string | undefined;
  readonly signedIn: boolean;
  readonly origin: string;
  readonly get: GetJson;
}

export interface RenderedPage {
  readonly status: number;
  readonly page: string;
  readonly head: string;
  readonly body: string;
  readonly data: string;
}

/** The build for the server. */
interface Renderer {
  readonly Refusal: new (problem: unknown) => Error;
  readonly render: (asked: PageRequest) => Promise<RenderedPage>;
  readonly renderProblem: (asked: PageRequest, problem: unknown) => RenderedPage;
}

/** An entry of the manifest that the build for the browser leaves. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** What a page needs from the start. */
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

export class PageBundle {
  private constructor(
    readonly renderer: Renderer,
    readonly folder: string,
    private readonly manifest: Manifest,
  ) {}

  /** Undefined where they have not been built. */
  static async load(): Promise<PageBundle | undefined> {
    const at = (path: string) => new URL(`../../web/${path}`, import.meta.url);
    const [server, client] = [at('server/server.js'), at('client/')];
    if (!existsSync(server)) return undefined;
    const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8')) as Manifest;
    return new PageBundle((await import(server.href)) as Renderer, fileURLToPath(client), manifest);
  }

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
