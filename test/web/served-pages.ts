/** The built program on a folder of its own, for tests of its pages. */
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, storyText } from '../app/started-app.js';

export class ServedPages {
  private constructor(
    /** Its address. */
    readonly base: string,
    private readonly server: Program,
    readonly folder: string,
  ) {}

  /** @param stories those that it holds, by name */
  static async start(stories: readonly string[] = [], env: Record<string, string> = {}): Promise<ServedPages> {
    const folder = newFolder();
    const server = new Program(main, { PARLEY_DATA: folder, ...env });
    const pages = new ServedPages(await server.ready(), server, folder);
    for (const story of stories) await importLines(pages.base, storyText(story));
    return pages;
  }

  async stop(): Promise<void> {
    this.server.signal('SIGTERM');
    await this.server.ended();
    remove(this.folder);
  }
}
