/** Every publisher and origin over all talks, as our desk reads their names. */
import { Injectable } from '@nestjs/common';
import type { SourceOverall } from '../../../answers/sources.js';
import { latestInstant } from '../../../events/dates.js';
import type { NegotiationId } from '../../../events/ids.js';
import { RELIABILITIES, type Reliability } from '../../../events/vocabulary.js';
import { together, type SourceTally } from '../../../projections/record/source-tallies.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { SourceDesk } from './source-desk.js';
import { SourceTallyCache } from './source-tally-cache.js';

/** A source with what it has in each of the talks, by id. */
export interface OverallSource {
  readonly answer: SourceOverall;
  readonly inTalks: ReadonlyMap<NegotiationId, SourceTally>;
}

/** All of them, by the form in which names are compared. */
export interface Overview {
  readonly desk: SourceDesk;
  readonly talks: number;
  readonly sources: ReadonlyMap<string, OverallSource>;
}

@Injectable()
export class AllSources {
  /** It holds up to this position. */
  #made: { readonly position: bigint; readonly overview: Promise<Overview> } | undefined;

  constructor(
    private readonly image: MemoryImage,
    private readonly tallies: SourceTallyCache,
  ) {}

  /** Counted anew after every event, from what is counted of each of the talks. */
  overview(): Promise<Overview> {
    const { position } = this.image;
    if (this.#made?.position === position) return this.#made.overview;
    const overview = this.#make();
    this.#made = { position, overview };
    overview.catch(() => (this.#made = undefined));
    return overview;
  }

  async #make(): Promise<Overview> {
    const all = await this.tallies.all();
    const desk = new SourceDesk(this.image.sources);
    const inTalks = new Map<string, { readonly names: Set<string>; readonly by: Map<NegotiationId, SourceTally> }>();
    const of = (key: string) => {
      const known = inTalks.get(key) ?? { names: new Set(), by: new Map() };
      inTalks.set(key, known);
      return known;
    };
    for (const [id, tallies] of all)
      for (const tally of tallies.values()) {
        const { names, by } = of(desk.aliases.keyOf(tally.name));
        names.add(tally.name);
        const before = by.get(id);
        by.set(id, before ? together(before, tally) : tally);
      }
    for (const key of desk.keys()) of(key);
    const sources = [...inTalks].map(([key, { names, by }]) => [key, overallOf(key, desk, [...names], by)] as const);
    return { desk, talks: all.size, sources: new Map(sources) };
  }
}

/** As the desk grades the newest report: `gradeOf`, with its date. */
function gradeNow(desk: SourceDesk, key: string, newest: SourceTally['newest']): Reliability | null {
  const grades = desk.grades.get(key) ?? [];
  const applying = newest ? grades.findLast(({ from }) => from <= latestInstant(newest.text)) : grades.at(-1);
  return applying?.reliability ?? newest?.reliability ?? null;
}

function overallOf(
  key: string,
  desk: SourceDesk,
  names: readonly string[],
  inTalks: ReadonlyMap<NegotiationId, SourceTally>,
): OverallSource {
  const [first, ...others] = inTalks.values();
  const sum = others.reduce<SourceTally | undefined>((a, b) => (a ? together(a, b) : b), first);
  const name = desk.aliases.shown(names[0] ?? key) ?? names[0] ?? desk.writtenAs(key);
  const answer: SourceOverall = {
    name,
    otherNames: names.filter((other) => other !== name),
    reports: sum?.reports ?? 0,
    retracted: sum?.retracted ?? 0,
    corrected: sum?.corrected ?? 0,
    carried: sum?.carried ?? 0,
    talks: inTalks.size,
    reliability: gradeNow(desk, key, sum?.newest),
    recordedGrades: RELIABILITIES.filter((grade) => sum?.recordedGrades.has(grade)),
    firstReportedAt: sum?.first?.text ?? null,
    lastReportedAt: sum?.newest?.text ?? null,
    regrades: desk.regradesOf(key),
    aliases: desk.aliasesOf(key),
  };
  return { answer, inTalks };
}
