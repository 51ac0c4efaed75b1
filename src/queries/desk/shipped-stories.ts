/** The stories that come with the program, read from its folder when they are first asked for. */
import { readdir, readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { StoriesAnswer, StoryName, StoryRow } from '../../../answers/import.js';
import { problem } from '../../../answers/problem.js';
import { lazyAsync } from '../../../projections/support/lazy-async.js';
import { Refused } from '../../problems/refused.js';
import { MemoryImage } from '../../projector/memory-image.js';

/** Beside the sources, and, as `npm run build` copies them, beside what was built of them. */
const FOLDER = new URL('../../../stories/', import.meta.url);
const SUFFIX = '.ndjson';

interface Story {
  readonly row: Omit<StoryRow, 'imported'>;
  readonly text: string;
}

function storyOf(file: string, text: string): Story {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const { data } = JSON.parse(lines[0] ?? '') as {
    data: Pick<StoryRow, 'negotiation' | 'title'> & { summary?: string };
  };
  const { negotiation, title, summary = '' } = data;
  const story = file.slice(0, -SUFFIX.length) as StoryName;
  return { row: { story, negotiation, title, summary, entries: lines.length }, text };
}

/** The files of a folder; none where it is not there: a program without its stories has none to offer. */
async function filesIn(folder: URL): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The stories of a folder, by the names of their files. Rejects where they cannot be read. */
export async function readStories(folder = FOLDER): Promise<Story[]> {
  const named = (await filesIn(folder)).filter((file) => file.endsWith(SUFFIX)).toSorted();
  return Promise.all(named.map(async (file) => storyOf(file, await readFile(new URL(file, folder), 'utf8'))));
}

@Injectable()
export class ShippedStories {
  readonly all = lazyAsync(() => readStories());
}

export class ListStories extends Query<StoriesAnswer> {}

@QueryHandler(ListStories)
export class ListStoriesHandler implements IQueryHandler<ListStories> {
  constructor(
    private readonly stories: ShippedStories,
    private readonly image: MemoryImage,
  ) {}

  async execute(): Promise<StoriesAnswer> {
    const all = await this.stories.all();
    return {
      stories: all.map(({ row }) => ({ ...row, imported: this.image.isOpen(row.negotiation) })),
    };
  }
}

/** The lines of one story. */
export class ReadStory extends Query<string> {
  constructor(readonly story: StoryName) {
    super();
  }
}

@QueryHandler(ReadStory)
export class ReadStoryHandler implements IQueryHandler<ReadStory> {
  constructor(private readonly stories: ShippedStories) {}

  async execute({ story }: ReadStory): Promise<string> {
    const found = (await this.stories.all()).find(({ row }) => row.story === story);
    if (!found) throw new Refused(problem('unknown-story', `no story ${story} comes with this program`));
    return found.text;
  }
}
