/** Drafts as lines: ids by index, references to other reports, voices, dates. */
import { PUBLISHERS, type Cast, type Party } from './cast.js';
import { clockOf, publishedOn, type Tick } from './dates.js';
import type { Draft, Echo, Told } from './drafts.js';
import { drawing, type Draw } from './draw.js';
import { addressees, fieldsOf } from './fields.js';
import { NEGOTIATION, present, typeOfKind, type Fields, type Line } from './line.js';
import type { Kind } from './kinds.js';
import { termsOf } from './terms.js';
import { attribution, credibility, sourceOf, speakerOf } from './voices.js';
import { idOf, others, otherReport, type Sketch, type World } from './world.js';

/** A report's line, and what a change must know of it to leave it valid. */
export interface Report {
  readonly id: string;
  readonly kind: Kind;
  readonly party: Party | undefined;
  readonly line: Line;
  readonly published: Tick;
  readonly slot: number;
}

const backFrom = (self: number, steps: number | undefined): string | undefined =>
  steps === undefined || self < steps ? undefined : idOf(self - steps);

/** The fields of a scene's step; a reference back that a shrunk scene has lost becomes one to any other report. */
function stepFields({ step, kind }: Told, d: Draw, world: World, self: number): Fields {
  const drawn = fieldsOf(kind, d, world, self);
  if (!step) return drawn;
  if (step.reportBack === undefined) return present(step.fields);
  const report = backFrom(self, step.reportBack) ?? otherReport(d, world, self);
  return report === undefined ? drawn : { report };
}

/** A voice of the report's own party in most steps of a scene; in a rumour never. */
function voiceOf(d: Draw, cast: Cast, { step, party }: Told): Fields {
  const speaker = speakerOf(d, cast, party, step ? 85 : 15);
  const rumoured = { capacity: d.pick(['reporter', 'insider', 'intermediary']) };
  return step?.rumoured ? rumoured : speaker;
}

function told(draft: Told, world: World, self: number): Report {
  const d = drawing(draft.dice);
  const { kind, party, step } = draft;
  const clock = clockOf(d, draft.tick);
  const voice = { speaker: voiceOf(d, world.cast, draft), attribution: attribution(d) };
  const source = { source: sourceOf(d, step?.origin), credibility: credibility(d) };
  const [linked, addressed] = [d.chance(7), d.chance(8)];
  const other = linked ? otherReport(d, world, self) : undefined;
  const to = addressed ? addressees(d, world, self) : {};
  const fields = stepFields(draft, d, world, self);
  const jointly = d.chance(8) ? others(world.cast, party).slice(0, 1 + d.upTo(1)) : [];
  const data = present({
    negotiation: NEGOTIATION,
    reportId: idOf(self),
    party,
    jointly: party !== undefined && jointly.length > 0 ? jointly : undefined,
    ...to,
    ...fields,
    ...voice,
    summary: `${party ?? 'somebody'}: ${kind}`,
    ...source,
    occurredAt: clock.occurredAt,
    reportedAt: clock.reportedAt,
    corroborates: backFrom(self, step?.corroboratesBack) ?? other,
  });
  const line = { type: typeOfKind(kind), data };
  return { id: idOf(self), kind, party, line, published: clock.published, slot: draft.slot };
}

const originOf = ({ publisher, origin }: Fields): string => String(origin ?? publisher);

/** An identical copy, another paper's copy of the same wire story, or an independent account of the same. */
function echoed(d: Draw, cast: Cast, { line, published }: Report): { fields: Fields; published: Tick } {
  const { data } = line;
  const later =
    published +
    d.weighted([
      [50, 0],
      [25, 1],
      [15, 4],
      [10, 12],
    ] as const);
  const reportedAt = publishedOn(d, later);
  const origin = originOf(data['source'] as Fields);
  const broadcaster = {
    ...data,
    reportedAt,
    source: present({ ...sourceOf(d, origin), publisher: d.pick(PUBLISHERS) }),
  };
  const how = d.weighted([
    [35, 'copy'],
    [25, 'wire'],
    [40, 'account'],
  ] as const);
  if (how === 'copy') return { fields: data, published };
  if (how === 'wire') return { fields: broadcaster, published: later };
  const party = typeof data['party'] === 'string' ? data['party'] : undefined;
  const voice = d.chance(50) ? { speaker: speakerOf(d, cast, party), attribution: attribution(d) } : {};
  const other = { source: sourceOf(d), credibility: credibility(d), ...('terms' in data ? { terms: termsOf(d) } : {}) };
  return { fields: present({ ...data, ...voice, ...other, reportedAt }), published: later };
}

/** The echo, and the earlier report: now and then it is the earlier one that is said to corroborate the later. */
function echo({ dice, slot }: Echo, cast: Cast, original: Report, self: number): [Report, Report] {
  const d = drawing(dice);
  const id = idOf(self);
  const forward = d.chance(30) && original.line.data['corroborates'] === undefined;
  const { fields, published } = echoed(d, cast, original);
  const { corroborates: _, ...rest } = fields;
  const named = rest['report'] === id ? { report: original.id } : {};
  const data = { ...rest, ...named, reportId: id, ...(forward ? {} : { corroborates: original.id }) };
  const { type, data: earlier } = original.line;
  return [
    { id, kind: original.kind, party: original.party, line: { type, data }, published, slot },
    forward ? { ...original, line: { type, data: { ...earlier, corroborates: id } } } : original,
  ];
}

/** What each draft is a report of; an echo is of the same kind and party as what it echoes, always an earlier one. */
function sketched(drafts: readonly Draft[]): { sketches: Sketch[]; echoOf: number[] } {
  const sketches: Sketch[] = [];
  const echoOf = drafts.map((draft, index) => (draft.form === 'echo' ? drawing([draft.of]).upTo(index - 1) : -1));
  drafts.forEach((draft, index) => {
    const original = sketches[echoOf[index] ?? -1];
    if (draft.form === 'told') sketches.push({ kind: draft.kind, party: draft.party });
    else if (original) sketches.push(original);
  });
  return { sketches, echoOf };
}

/** The reports in the order of their ids. The first draft must not be an echo. */
export function reportsOf(drafts: readonly Draft[], cast: Cast): Report[] {
  const { sketches, echoOf } = sketched(drafts);
  const reports: Report[] = [];
  drafts.forEach((draft, self) => {
    const of = echoOf[self] ?? -1;
    const original = reports[of];
    if (draft.form === 'told') reports.push(told(draft, { cast, sketches }, self));
    else if (original) [reports[self], reports[of]] = echo(draft, cast, original, self);
  });
  return reports;
}
