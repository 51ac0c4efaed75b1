/** The reports that the candidates of an article would be recorded as: what was read, and what a person chose. */
import { SvelteMap } from 'svelte/reactivity';
import type { ArticleAnswer, CandidateAnswer } from '../../answers/intake/article.js';
import type { AcceptedAnswer } from '../../answers/intake/decisions.js';
import type { Kind } from '../../events/vocabulary.js';
import type { FieldError } from '../../answers/problem.js';
import type { ProblemShown } from '../api.js';
import { send, type Body } from '../forms/acts.js';
import type { Known } from '../record/choices.js';
import { followKind } from '../record/defaults.js';
import { bodyOf } from '../record/draft-body.js';
import { draftOf } from '../record/draft-of-report.js';
import { sortOf, type Draft } from '../record/draft.js';
import { askedField, isOfSource, missingIn, quickChoices, type AskedField, type QuickChoice } from './asked.js';
import { lineOf, type Names } from './card-words.js';
import { intakeActs } from './intake-acts.js';

/** What accepting would change, or why it would be refused. */
export interface Looked {
  readonly answer?: AcceptedAnswer;
  readonly problem?: ProblemShown;
}

export type Candidate = CandidateAnswer;

const nothingRead = ({ party, attribution, speaker, summary }: Candidate, { source }: ArticleAnswer): Body => ({
  ...(party === undefined ? {} : { party }),
  speaker: speaker ?? { capacity: 'reporter' },
  summary: summary ?? '',
  attribution: attribution ?? 'unattributed',
  source: { publisher: source.publisher ?? '' },
  ...(source.published === undefined ? {} : { reportedAt: source.published }),
});

export class CandidateDrafts {
  article: ArticleAnswer = $state.raw() as ArticleAnswer;
  known: Known | undefined = $state.raw();
  /** Of the source: typed once, for every report from this article that has none of its own. */
  source = $state({ publisher: '', origin: '', reportedAt: '' });
  #drafts: Record<string, Draft> = $state({});
  #kinds: Record<string, Kind | ''> = $state({});
  #looked = new SvelteMap<string, { readonly of: string } & Looked>();

  constructor(article: ArticleAnswer, known: Known | undefined) {
    this.known = known;
    this.take(article);
  }

  /** Takes the article as it is now; what was chosen stays. */
  protected take(article: ArticleAnswer): void {
    this.article = article;
    for (const candidate of article.proposed)
      this.#prepare(candidate, this.#kinds[candidate.candidate] ?? candidate.drafts[0]?.kind ?? '');
  }

  #prepare(candidate: Candidate, kind: Kind | ''): void {
    const { candidate: name } = candidate;
    this.#kinds[name] = kind;
    const key = `${name} ${kind}`;
    if (this.#drafts[key]) return;
    const report = candidate.drafts.find((one) => one.kind === kind)?.report ?? nothingRead(candidate, this.article);
    const draft = draftOf({ ...report, ...(kind === '' ? {} : { kind }) });
    draft.kind = kind;
    if (this.known) followKind(draft, this.known);
    this.#drafts[key] = draft;
  }

  get names(): Names {
    const { known, article } = this;
    return { parties: known?.about.parties ?? article.talks?.parties ?? [], titles: known?.about.titles ?? [] };
  }

  /** In the order of the text. */
  get candidates(): readonly Candidate[] {
    return this.article.proposed;
  }

  kindOf(candidate: string): Kind | '' {
    return this.#kinds[candidate] ?? '';
  }

  draft(candidate: string): Draft {
    return this.#drafts[`${candidate} ${this.kindOf(candidate)}`] as Draft;
  }

  lineOf = (candidate: string) => lineOf(this.draft(candidate), this.names);

  /** The body of the report that would be recorded. */
  body = (candidate: string): Body => this.bodyOfDraft(this.draft(candidate));

  /** With what was typed once of the source. */
  bodyOfDraft(draft: Draft): Body {
    const body = bodyOf(draft);
    const { publisher, origin, reportedAt } = this.source;
    const own = (body['source'] ?? {}) as Body;
    return {
      ...body,
      source: {
        ...own,
        ...(own['publisher'] || !publisher ? {} : { publisher }),
        ...(own['origin'] || !origin ? {} : { origin }),
      },
      ...(body['reportedAt'] || !reportedAt ? {} : { reportedAt }),
    };
  }

  chooseKind(candidate: string, kind: Kind): void {
    const found = this.candidates.find((one) => one.candidate === candidate);
    if (found) this.#prepare(found, kind);
  }

  /** Puts what stands in the form into the card, perhaps as another kind. */
  keep(candidate: string, draft: Draft): void {
    this.#kinds[candidate] = draft.kind;
    this.#drafts[`${candidate} ${draft.kind}`] = draft;
  }

  #textOf = (candidate: string): string => JSON.stringify(this.body(candidate));

  /** Undefined where it has not been looked at as it is now. */
  looked(candidate: string): Looked | undefined {
    const looked = this.#looked.get(candidate);
    return looked?.of === this.#textOf(candidate) ? looked : undefined;
  }

  /** Asks what accepting the candidate would change. */
  async look(candidate: string): Promise<void> {
    const of = this.#textOf(candidate);
    if (this.#looked.get(candidate)?.of === of || this.article.negotiation === null) return;
    if (missingIn(this.draft(candidate), this.source).length > 0) return;
    const sent = await send(intakeActs.accept(this.article.article, candidate, this.body(candidate)), { dryRun: true });
    this.#looked.set(candidate, { of, ...(sent.ok ? { answer: sent.answer } : { problem: sent.problem }) });
  }

  /** What the card asks for, the first first. */
  lacking(candidate: string): AskedField[] {
    return [...new Set(this.errors(candidate).flatMap((error) => askedField(error) ?? []))];
  }

  /** What is wrong with its report: what is missing at first sight, else what the interface says. */
  errors(candidate: string): readonly FieldError[] {
    const missing = missingIn(this.draft(candidate), this.source);
    return missing.length > 0 ? missing : (this.looked(candidate)?.problem?.errors ?? []);
  }

  /** The field that is asked for in the card, with its choices. */
  asked(candidate: string): { readonly field: AskedField; readonly choices: readonly QuickChoice[] } | undefined {
    const field = this.lacking(candidate).find((one) => !isOfSource(one));
    if (field === undefined || !this.known) return undefined;
    return { field, choices: quickChoices(field, this.draft(candidate), this.known) };
  }

  /** Remembers why its report was refused. */
  protected refuse(candidate: string, problem: ProblemShown): void {
    this.#looked.set(candidate, { of: this.#textOf(candidate), problem });
  }

  protected forget(candidate: string): void {
    this.#looked.delete(candidate);
  }

  /** What the report is about, for the form: the sort that the card chose stays. */
  sortOf = (candidate: string) => sortOf(this.draft(candidate));
}
