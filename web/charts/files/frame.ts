/** What stands around a picture in a file: title, lens, sources and date. */
import type { Head } from '../../../answers/envelope.js';
import { instantIn } from '../../dates.js';
import { wrapped } from '../text-width.js';

/** A line of text in a file. */
export interface FrameLine {
  readonly text: string;
  readonly y: number;
  readonly look: 'lead' | 'plain' | 'faint';
}

interface Texts {
  readonly head: Pick<Head, 'title' | 'at' | 'revision' | 'negotiation'> & { readonly lensWords: readonly string[] };
  /** What the picture is of. */
  readonly subtitle: string;
  /** How it is read, and what it leaves out. */
  readonly notes: readonly string[];
  readonly sources: string;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Where the drawing begins. */
  readonly left: number;
  readonly top: number;
  readonly lines: readonly FrameLine[];
}

export const MARGIN = 24;
const SIZES = { lead: 20, plain: 11, faint: 11 } as const;
const STEPS = { lead: 25, plain: 15, faint: 15 } as const;

class Lines {
  readonly list: FrameLine[] = [];

  constructor(
    private readonly room: number,
    public y: number,
  ) {}

  add(text: string, look: FrameLine['look']): void {
    for (const line of wrapped(text, this.room, SIZES[look])) {
      this.y += STEPS[look];
      this.list.push({ text: line, y: this.y, look });
    }
  }
}

/** @param drawing how large the drawing is, in pixels */
export function frameFor(
  drawing: { readonly width: number; readonly height: number },
  { head, subtitle, notes, sources }: Texts,
): Frame {
  const above = new Lines(drawing.width, MARGIN - 6);
  above.add(head.title, 'lead');
  above.add(subtitle, 'plain');
  if (head.lensWords.length) above.add(`Lens: ${head.lensWords.join('; ')}.`, 'plain');
  const top = above.y + 16;
  const below = new Lines(drawing.width, top + drawing.height + 8);
  for (const note of notes) below.add(note, 'faint');
  below.add(sources, 'plain');
  below.add(
    `As of ${instantIn(head.at, 'UTC')} UTC, revision ${head.revision} of ${head.negotiation}. Times in UTC. Parley.`,
    'plain',
  );
  return {
    width: drawing.width + 2 * MARGIN,
    height: below.y + MARGIN,
    left: MARGIN,
    top,
    lines: [...above.list, ...below.list],
  };
}
