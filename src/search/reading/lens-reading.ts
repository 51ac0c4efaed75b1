/**
 * What reports and things read as under a lens: what the projections say of a row of the index. Of a whole record, or of
 * what changes have reached of one (`changed-records.ts`): then what it says of things is of these reports alone.
 */
import type { ReportId, PartyId } from '../../../events/ids.js';
import type { Report } from '../../../events/report.js';
import type { Reliability, SubjectSort } from '../../../events/vocabulary.js';
import { titledIn } from '../../../projections/positions/issue-titles.js';
import type { Merges } from '../../../projections/record/merges.js';
import type { SourceDesk } from '../../../projections/record/published-reports.js';
import { subjectTitlesOf } from '../../../projections/wording/reader-names.js';
import { reportFilterOf } from '../../../projections/report-index/selection.js';
import { SourceNames } from '../../../projections/threads/source-names.js';
import {
  speakerKey,
  textsOfParty,
  subjectsNamedBy,
  type FieldText,
  type ThingSort,
} from '../../../projections/search/searchable.js';
import { titleKey } from '../../../projections/record/registry.js';
import type { LensProjections } from '../../../projections/status/lens-projections.js';
import { lazy } from '../../../projections/support/lazy.js';
import type { FoundReport } from '../../../answers/search.js';

/** A report as it stands. */
export interface StandingReport {
  readonly report: Report;
  readonly standing: FoundReport['standing'];
  /** As our desk grades the source. */
  readonly reliability: Reliability | undefined;
}

/** A thing that reports name, and of which the first to name it may decide how it is called. */
export type ToldSort = SubjectSort | 'speaker' | 'source';

const NONE: ReadonlySet<string> = new Set();

const nameText = (text: string): FieldText[] => [{ field: 'name', text }];

/** One negotiation under a lens. */
export class LensReading {
  readonly #counted;
  readonly #isKept;
  readonly #told = lazy(() => this.#textsByThing());
  readonly #titles = lazy(() => subjectTitlesOf(this.#counted));
  readonly #subjects = lazy(() => this.#subjectsBySort());
  readonly #speakers = lazy(() => this.#speakersByKey());
  readonly #sources = lazy(() => this.#sourceKeys());
  readonly #sourceNames: SourceNames;

  constructor({ counted }: LensProjections) {
    const { selection } = counted;
    this.#counted = counted;
    this.#isKept = reportFilterOf(selection.lens, selection.reportIndex.desk.aliases);
    this.#sourceNames = new SourceNames(counted);
  }

  get title(): string {
    return this.#counted.registry.title;
  }

  get #desk() {
    return this.#counted.selection.reportIndex.desk;
  }

  partyName(party: PartyId): string {
    return this.#counted.registry.parties.get(party)?.name ?? party;
  }

  /** Which names of parties, and of subjects, are read as one. */
  get merges(): Merges {
    return this.#desk.merges;
  }

  /** What our desk says of sources. */
  get sources(): SourceDesk {
    return this.#desk;
  }

  /** What our desk calls a thing, or opened it with. */
  deskTitle(what: SubjectSort, id: string): string | undefined {
    const { titles, issues } = this.#counted.registry;
    const opened = what === 'issue' ? issues.findLast(({ issue }) => (issue as string) === id)?.title : undefined;
    return titles.get(titleKey(what, id)) ?? opened;
  }

  /** All texts by which reports of this record call a thing. */
  textsTold(what: ToldSort, id: string): ReadonlySet<string> {
    const key = what === 'source' ? this.sourceKey(id) : id;
    return this.#told().get(`${what}:${key}`) ?? NONE;
  }

  /** Whether a report of this record names a subject. */
  isNamed(what: SubjectSort, id: string): boolean {
    return this.#subjects()[what].has(id);
  }

  #textsByThing(): Map<string, Set<string>> {
    const told = new Map<string, Set<string>>();
    const add = (what: ToldSort, id: string | undefined, text: string | undefined): void => {
      if (id === undefined || text === undefined) return;
      const key = `${what}:${id}`;
      told.set(key, (told.get(key) ?? new Set()).add(text));
    };
    for (const { report, subjects } of this.#counted.reports) {
      const { title, claimText } = report as { title?: string; claimText?: string };
      const issue = titledIn(report);
      add('issue', issue?.issue, issue?.title);
      add('claim', subjects.claim, claimText);
      add('proposal', subjects.proposal, title);
      add('agreement', subjects.agreement, title);
    }
    for (const { report } of this.#counted.all) {
      const { speaker, source } = report;
      add('speaker', speaker.name === undefined ? undefined : speakerKey(speaker.name), speaker.name);
      for (const name of [source.publisher, source.origin])
        if (name !== undefined) add('source', this.sourceKey(name), name);
    }
    return told;
  }

  /** The party as which this one is read. */
  readAs(party: PartyId): PartyId {
    return this.#desk.merges.slugOf('party', party);
  }

  /** By this, two names of sources are one. */
  sourceKey(name: string): string {
    return this.#desk.aliases.keyOf(name);
  }

  /** Undefined where the lens leaves it out, or our desk has voided it. */
  report(id: ReportId): StandingReport | undefined {
    const { selection, byId } = this.#counted;
    const published = selection.published.get(id);
    if (!published) return undefined;
    const { report, reliability, retractedBy, correctedBy } = published;
    if (retractedBy !== undefined)
      // Whether a report that does not count would concern the table, nobody can say.
      return this.#isKept(published) && selection.lens.table === undefined
        ? { report, reliability, standing: 'retracted' }
        : undefined;
    if (!byId.has(id)) return undefined;
    return { report, reliability, standing: correctedBy.length > 0 ? 'corrected' : 'active' };
  }

  /** The texts of a thing, what it is called first; undefined where it is not there. */
  thing(what: ThingSort, id: string): readonly FieldText[] | undefined {
    const { registry } = this.#counted;
    switch (what) {
      case 'talks':
        return [
          { field: 'title', text: registry.title },
          ...(registry.summary === undefined ? [] : [{ field: 'summary', text: registry.summary }]),
        ];
      case 'party': {
        const party = registry.parties.get(id as PartyId);
        return party && textsOfParty(party);
      }
      case 'claim':
      case 'issue':
      case 'proposal':
      case 'agreement': {
        if (this.#desk.merges.isMerged(what, id)) return undefined;
        const title = this.#titles().get(titleKey(what, id));
        if (title !== undefined) return [{ field: 'title', text: title }];
        return this.#subjects()[what].has(id) ? [] : undefined;
      }
      case 'speaker': {
        const name = this.#speakers().get(id);
        return name === undefined ? undefined : nameText(name);
      }
      case 'source':
        return this.#sources().has(this.#desk.aliases.keyOf(id)) ? [] : undefined;
    }
  }

  /** A source is shown as our desk calls it, or as the first report that counts does. */
  sourceName(name: string): string {
    return this.#sourceNames.shown(name);
  }

  /** The slugs that reports name, by sort. */
  #subjectsBySort(): Readonly<Record<SubjectSort, ReadonlySet<string>>> {
    const named = {
      claim: new Set<string>(),
      issue: new Set<string>(),
      proposal: new Set<string>(),
      agreement: new Set<string>(),
    };
    for (const { report } of this.#counted.reports) {
      const { claim, proposal, agreement, issues } = subjectsNamedBy(report);
      if (claim !== undefined) named.claim.add(claim);
      if (proposal !== undefined) named.proposal.add(proposal);
      if (agreement !== undefined) named.agreement.add(agreement);
      for (const issue of issues) named.issue.add(issue);
    }
    return named;
  }

  #speakersByKey(): Map<string, string> {
    const names = new Set<string>();
    for (const { report } of this.#counted.all) if (report.speaker.name !== undefined) names.add(report.speaker.name);
    // Of several ways to write a name the first.
    return new Map([...names].toReversed().map((name) => [speakerKey(name), name]));
  }

  #sourceKeys(): Set<string> {
    const names = new Set<string>();
    for (const { report } of this.#counted.all) {
      const { publisher, origin } = report.source;
      names.add(publisher);
      if (origin !== undefined) names.add(origin);
    }
    return new Set([...names].map((name) => this.#desk.aliases.keyOf(name)));
  }
}
