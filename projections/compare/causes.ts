/** Causes: a minimal set of entries that alone makes a field change between two lenses. */
import { z } from 'zod';
import type { JsonValue } from '../../events/envelope.js';
import { entryId, type EntryId, type ReportId } from '../../events/ids.js';
import { becauseOfField } from '../status/field-because.js';
import { MixedSelection, type DifferingElement, type ReportVersion } from './mixed-selection.js';
import type { LensProjections } from '../status/lens-projections.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Selection } from '../report-index/selection.js';
import { atOnce } from '../support/at-once.js';
import { lazy } from '../support/lazy.js';
import { minimizing, type Trial } from '../support/minimal-subset.js';
import { fieldValuesOf, partOf, sameValue, type FieldPart, type FieldValues } from '../status/field-values.js';

/** What happened to an entry between two lenses; `causeAnswer` explains each. */
export const HOW = [
  'recorded',
  'published',
  'restored',
  'counted',
  'unrecorded',
  'unpublished',
  'retracted',
  'voided',
  'left-out',
  'corrected',
  'amended',
  'regraded',
  'registered',
] as const;
/** One entry that caused a change. */
export const causeAnswer = z.strictObject({
  entry: entryId,
  how: z.enum(HOW).meta({
    description:
      'recorded, published: it came in; counted, left-out: the lens counts it or does not; restored: a retraction or voiding of it does not hold; unrecorded, unpublished: it is not there yet; the others: by the change named in `by`.',
  }),
  by: entryId.nullable().meta({ description: 'The change that did it, where there is one.' }),
});
/** The same, as data. */
export type Cause = z.infer<typeof causeAnswer>;

/** Why a field changed where no entry caused it. */
export const REASONS = {
  opening: 'the negotiation was opened',
  time: 'time passed',
  lens: 'the lens looks at another table',
} as const;

/** What caused a change. */
export interface ChangeCauses {
  readonly causes: readonly Cause[];
  /** In place of causes. */
  readonly reason?: string;
}

/** Up to this many differences, it is quicker to try them all than to look first at what the values rest on. */
const FEW = 4;

const last = (ids: readonly EntryId[] | undefined): EntryId | null => ids?.at(-1) ?? null;

/** The entry of a report in a selection, published or not. */
const entryIn = (selection: Selection | null, id: ReportId) =>
  selection?.entries.find(({ logged }) => logged.id === (id as string));

function cameIn({ from }: MixedSelection, id: ReportId, a: PublishedReport | undefined): Omit<Cause, 'entry'> {
  if (a) return { how: a.retractedBy === undefined ? 'counted' : 'restored', by: null };
  const entry = entryIn(from, id);
  if (!entry) return { how: 'recorded', by: null };
  return { how: entry.voidedBy === undefined ? 'published' : 'restored', by: null };
}

function wentOut({ to }: MixedSelection, id: ReportId, b: PublishedReport | undefined): Omit<Cause, 'entry'> {
  if (b) return { how: b.retractedBy === undefined ? 'left-out' : 'retracted', by: b.retractedBy ?? null };
  const entry = entryIn(to, id);
  if (!entry) return { how: 'unrecorded', by: null };
  return { how: entry.voidedBy === undefined ? 'unpublished' : 'voided', by: entry.voidedBy ?? null };
}

function changed(a: PublishedReport, b: PublishedReport): Omit<Cause, 'entry'> {
  const [corrected, amended] = [last(b.correctedBy), last(b.entry.amendedBy)];
  if (corrected !== last(a.correctedBy)) return { how: 'corrected', by: corrected ?? last(a.correctedBy) };
  if (amended !== last(a.entry.amendedBy)) return { how: 'amended', by: amended ?? last(a.entry.amendedBy) };
  return { how: 'regraded', by: null };
}

function causeOf(mixed: MixedSelection, { kind, id }: DifferingElement): Cause {
  if (kind === 'registry') return { entry: id, how: 'registered', by: null };
  const entry = id as string as EntryId;
  const [a, b]: [ReportVersion, ReportVersion] = [mixed.before(id), mixed.after(id)];
  if (a.kept && b.kept && a.published && b.published) return { entry, ...changed(a.published, b.published) };
  const isIn = b.kept || (!a.kept && b.published !== undefined && a.published === undefined);
  return { entry, ...(isIn ? cameIn(mixed, id, a.published) : wentOut(mixed, id, b.published)) };
}

/** Finds the causes of changes between two lenses. Field values of mixed selections are kept between fields. */
export class Causes {
  /** It reads all of both, and is not needed where nothing has changed. */
  readonly #mixed = lazy(() => new MixedSelection(this.from?.counted.selection ?? null, this.to.counted.selection));
  readonly #tried = new Map<string, FieldValues>();

  /** @param from null: before the negotiation was opened */
  constructor(
    private readonly from: LensProjections | null,
    private readonly to: LensProjections,
  ) {}

  /** Reads, with pauses, what the mixture is made of. */
  *#mixing(): Generator<undefined, void> {
    for (const side of [this.from, this.to]) {
      side?.counted.selection.kept.at(-1);
      yield;
    }
    this.#mixed();
    yield;
  }

  get #mixture(): MixedSelection {
    return this.#mixed();
  }

  /**
   * The causes of the change of a field.
   * @param value the later value; null where the field is gone
   */
  of(field: string, value: JsonValue): ChangeCauses {
    return atOnce(this.finding(field, value));
  }

  /** The same, with a pause before each trial. */
  *finding(field: string, value: JsonValue): Generator<undefined, ChangeCauses> {
    const part = partOf(field);
    yield* this.#mixing();
    const trying = this.#valuing.bind(this);
    const holds: Trial<DifferingElement> = function* (elements) {
      const fieldValues = yield* trying(part, elements);
      yield;
      return sameValue(fieldValues.get(field) ?? null, value);
    };
    if (yield* holds([])) return { causes: [], reason: this.#reason(field, part, value) };
    yield;
    const { differing } = this.#mixture;
    const found = differing.length > FEW ? yield* this.#findingLikely(field, holds) : undefined;
    yield;
    const least = yield* minimizing(found ?? differing, holds);
    return { causes: least.map((element) => causeOf(this.#mixture, element)) };
  }

  /** The differing reports that the later value rests on; and these with those that the earlier value rests on. */
  #likely(field: string): (readonly DifferingElement[])[] {
    const after = becauseOfField(this.to, field);
    const before = this.from ? becauseOfField(this.from, field) : [];
    return [after, [...after, ...before]].map((trail) => {
      const wanted = new Set<string>(trail);
      return this.#mixture.differing.filter(({ kind, id }) => kind === 'report' && wanted.has(id));
    });
  }

  *#findingLikely(field: string, holds: Trial<DifferingElement>) {
    const part = partOf(field);
    // What the values rest on is worked out for all fields of a part.
    for (const projections of [this.to, this.from])
      if (part === 'claims' || part === 'positions' || part === 'contradictions')
        yield* projections?.[part].steps() ?? [];
    for (const likely of this.#likely(field)) {
      yield;
      if (yield* holds(likely)) return likely;
    }
    return undefined;
  }

  #reason(field: string, part: FieldPart, value: JsonValue): string {
    const later = this.#mixture.fromAtLaterTime();
    if (!later) return REASONS.opening;
    const then = fieldValuesOf(later, undefined, [part]).get(field) ?? null;
    return sameValue(then, value) ? REASONS.time : REASONS.lens;
  }

  *#valuing(part: FieldPart, elements: readonly DifferingElement[]): Generator<undefined, FieldValues> {
    const key = `${part} ${elements.map(({ kind, id }) => `${kind}:${id}`).join(' ')}`;
    const known = this.#tried.get(key);
    if (known) return known;
    const counted = yield* this.#mixture.mixing(elements);
    yield;
    const fieldValues = fieldValuesOf(counted, undefined, [part]);
    this.#tried.set(key, fieldValues);
    return fieldValues;
  }
}
