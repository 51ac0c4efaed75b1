/** Talks that are to be opened, as a form holds them and as the interface takes them. */
import type { TalkTemplate } from '../../events/guide/talk-templates.js';
import type { Role } from '../../events/vocabulary.js';
import { slugFromTitle } from '../../events/words/slug-from-title.js';
import type { Body } from '../forms/acts.js';
import { given, PartyDraft, typedIn } from './party-draft.svelte.js';

class IssueDraft {
  title: string = $state('');
  /** Typed; empty: it is proposed from the title. */
  slug: string = $state('');

  constructor(
    readonly key: string,
    title = '',
  ) {
    this.title = title;
  }

  get isBlank(): boolean {
    return this.title.trim() === '';
  }
}

/** A table: the keys of the parties that sit at it. */
class TableDraft {
  seats: string[] = $state([]);

  constructor(readonly key: string) {}
}

/** A number as it was typed; what is none goes to the interface as it is, which then says so. */
const numberIn = (text: string): number | string | undefined => {
  const typed = typedIn(text);
  return typed === undefined || Number.isNaN(Number(typed)) ? typed : Number(typed);
};

/** The thresholds as a body has them; undefined where none was given. */
export function freshnessOf(quiet: string, stale: string): Body | undefined {
  const fields = given({ quietAfterDays: numberIn(quiet), staleAfterDays: numberIn(stale) });
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** What holds where no template is chosen. */
const PLAIN = {
  roles: ['principal', 'principal', 'mediator'],
  issues: [],
  quietAfterDays: 7,
  staleAfterDays: 30,
} as const satisfies Pick<TalkTemplate, 'roles' | 'issues' | 'quietAfterDays' | 'staleAfterDays'>;

export class OpeningForm {
  title: string = $state('');
  summary: string = $state('');
  /** Typed; empty: it is proposed from the title. */
  slug: string = $state('');
  parties: PartyDraft[] = $state([]);
  issues: IssueDraft[] = $state([]);
  tables: TableDraft[] = $state([]);
  quiet: string = $state(String(PLAIN.quietAfterDays));
  stale: string = $state(String(PLAIN.staleAfterDays));
  #template: Pick<TalkTemplate, 'roles' | 'issues' | 'quietAfterDays' | 'staleAfterDays'> = PLAIN;
  #rows = 0;

  constructor() {
    for (const role of PLAIN.roles) this.addParty(role);
    this.addIssue();
  }

  /** Rows keep what they hold, and the focus, by their keys. */
  #key(sort: string): string {
    this.#rows += 1;
    return `${sort}-${this.#rows}`;
  }

  /** Fills in what a template gives; what somebody has typed or chosen stays. */
  follow(template: TalkTemplate | undefined): void {
    const [before, now] = [this.#template, template ?? PLAIN];
    this.#template = now;
    while (this.parties.length < now.roles.length) this.addParty();
    for (const [i, party] of this.parties.entries())
      if (party.role === (before.roles[i] ?? 'principal')) party.role = now.roles[i] ?? 'principal';
    const typed = this.issues.filter((one) => !one.isBlank && !before.issues.includes(one.title));
    this.issues = [...now.issues.map((title) => new IssueDraft(this.#key('issue'), title)), ...typed];
    this.addIssue();
    if (this.quiet === String(before.quietAfterDays)) this.quiet = String(now.quietAfterDays);
    if (this.stale === String(before.staleAfterDays)) this.stale = String(now.staleAfterDays);
  }

  addParty(role: Role = 'principal'): PartyDraft {
    this.parties.push(new PartyDraft(this.#key('party'), role));
    return this.parties.at(-1) as PartyDraft;
  }

  addIssue(): IssueDraft {
    this.issues.push(new IssueDraft(this.#key('issue')));
    return this.issues.at(-1) as IssueDraft;
  }

  addTable(): TableDraft {
    this.tables.push(new TableDraft(this.#key('table')));
    return this.tables.at(-1) as TableDraft;
  }

  /** The rows that hold something: blank ones are not sent. */
  get filledParties(): PartyDraft[] {
    return this.parties.filter((one) => !one.isBlank);
  }

  get filledIssues(): IssueDraft[] {
    return this.issues.filter((one) => !one.isBlank);
  }

  get principals(): PartyDraft[] {
    return this.filledParties.filter(({ role }) => role === 'principal');
  }

  /** The slug of each party by its key, as typed or as proposed, each another one. */
  get partySlugs(): ReadonlyMap<string, string> {
    return slugsOf(this.filledParties, 'party', ({ name }) => name);
  }

  get issueSlugs(): ReadonlyMap<string, string> {
    return slugsOf(this.filledIssues, 'issue', ({ title }) => title);
  }

  /** The slug that is typed; else the first proposed one that is not taken. */
  slugBesides(taken: readonly string[]): string {
    return typedIn(this.slug) ?? slugFromTitle(this.title, 'talks', taken);
  }

  get isDirty(): boolean {
    return this.title !== '' || this.summary !== '' || this.filledParties.length > 0;
  }

  body(negotiation: string): Body {
    const [partySlugs, issueSlugs] = [this.partySlugs, this.issueSlugs];
    const parties = this.filledParties.map((one) => one.body(partySlugs.get(one.key) ?? ''));
    const issues = this.filledIssues.map(({ key, title }) => ({ issue: issueSlugs.get(key), title: title.trim() }));
    const tables = this.tables
      .map(({ seats }) =>
        this.principals.filter(({ key }) => seats.includes(key)).map(({ key }) => partySlugs.get(key)),
      )
      .filter((seats) => seats.length > 0);
    return given({
      negotiation,
      title: typedIn(this.title),
      summary: typedIn(this.summary),
      parties: parties.length > 0 ? parties : undefined,
      issues: issues.length > 0 ? issues : undefined,
      tables: tables.length > 0 ? tables : undefined,
      freshness: freshnessOf(this.quiet, this.stale),
    });
  }
}

function slugsOf<D extends { readonly key: string; readonly slug: string }>(
  drafts: readonly D[],
  sort: 'party' | 'issue',
  nameOf: (draft: D) => string,
): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const typed = drafts.flatMap(({ slug }) => typedIn(slug) ?? []);
  for (const draft of drafts)
    slugs.set(draft.key, typedIn(draft.slug) ?? slugFromTitle(nameOf(draft), sort, [...typed, ...slugs.values()]));
  return slugs;
}
