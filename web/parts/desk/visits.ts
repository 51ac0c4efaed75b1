/** When the desk was last looked at, as this browser remembers it. */
const KEPT = 'parley:desk';
/** A sitting goes on until nothing was looked at for so long, in milliseconds. */
const SITTING = 30 * 60_000;

export interface DeskVisit {
  /** The last position of the log that was shown. */
  readonly position: string;
  /** An ISO 8601 instant. */
  readonly at: string;
}

interface Kept {
  readonly before: DeskVisit | null;
  readonly now: DeskVisit;
}

function read(): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null;
    return kept?.now && /^\d+$/.test(kept.now.position) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Notes that the desk is looked at now. Returns the visit of the sitting before; undefined where there was none. */
export function noteVisit(position: string, now = new Date()): DeskVisit | undefined {
  const kept = read();
  const isNewSitting = kept && now.getTime() - Date.parse(kept.now.at) > SITTING;
  const before = (isNewSitting ? kept.now : kept?.before) ?? null;
  localStorage.setItem(KEPT, JSON.stringify({ before, now: { position, at: now.toISOString() } } satisfies Kept));
  return before ?? undefined;
}
