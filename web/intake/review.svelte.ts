/** The review of one article: the candidate in front, what was chosen for each, what was decided, and the way back. */
import type { ArticleAnswer } from '../../answers/intake/article.js';
import type { AcceptedAnswer } from '../../answers/intake/decisions.js';
import { overHttp, type ProblemShown } from '../api.js';
import { send } from '../forms/acts.js';
import type { Known } from '../record/choices.js';
import { FIRST_QUICK_KEY, isOfSource, missingIn } from './asked.js';
import { intakeCalls, knownOf } from './calls.js';
import { CandidateDrafts, type Candidate } from './candidate-drafts.svelte.js';
import { lineInWords } from './card-words.js';
import { intakeActs } from './intake-acts.js';

/** A party that a person chose, and the words that had not been known to stand for it. */
export interface AliasOffer {
  readonly party: string;
  readonly words: string;
}

export class Review extends CandidateDrafts {
  /** The candidate in front. */
  current: string | undefined = $state();
  /** The candidate whose form is open. */
  editing: string | undefined = $state();
  busy = $state(false);
  /** What was done last, for whoever does not see it. */
  said = $state('');
  /** Why what was asked for last was not done. */
  problem: ProblemShown | undefined = $state.raw();
  alias: AliasOffer | undefined = $state.raw();
  /** What was decided here, the last last. */
  #decided: string[] = $state([]);
  #turn = 0;

  constructor(article: ArticleAnswer, known: Known | undefined) {
    super(article, known);
    this.current = this.article.proposed.find(({ standing }) => standing === 'waiting')?.candidate;
  }

  get front(): Candidate | undefined {
    return this.candidates.find(({ candidate }) => candidate === this.current);
  }

  get waiting(): number {
    return this.candidates.filter(({ standing }) => standing === 'waiting').length;
  }

  get mayUndo(): boolean {
    return this.#decided.length > 0;
  }

  get lacksSource(): boolean {
    return this.current !== undefined && this.lacking(this.current).some(isOfSource);
  }

  select(candidate: string | undefined): void {
    this.current = candidate;
    this.problem = undefined;
  }

  /** The next candidate in the text, or the one before. */
  step(by: 1 | -1): void {
    const at = this.candidates.findIndex(({ candidate }) => candidate === this.current);
    const next = at < 0 ? (by > 0 ? 0 : this.candidates.length - 1) : at + by;
    const { candidate } = this.candidates[next] ?? {};
    if (candidate !== undefined) this.select(candidate);
  }

  /** The next one that waits, from the one that was decided on; the first where none follows. */
  #goOn(from: string): void {
    const at = this.candidates.findIndex(({ candidate }) => candidate === from);
    const order = [...this.candidates.slice(at + 1), ...this.candidates.slice(0, at + 1)];
    this.current = order.find(({ standing }) => standing === 'waiting')?.candidate;
  }

  /** Does what a number says: 1 to 3 choose a ranked kind, those after it what the card asks for. */
  number(n: number): void {
    const { front } = this;
    if (!front || front.standing !== 'waiting') return;
    const kind = front.kinds[n - 1];
    if (kind !== undefined && n <= 3) return this.chooseKind(front.candidate, kind);
    this.asked(front.candidate)?.choices[n - FIRST_QUICK_KEY]?.choose(this.draft(front.candidate));
  }

  /** Reads the article anew: others may have decided meanwhile. */
  async refresh(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const article = await intakeCalls.article(overHttp, this.article.article);
      const known = await knownOf(overHttp, article.negotiation);
      if (turn !== this.#turn) return;
      this.known = known;
      this.take(article);
    } catch {
      // What is shown holds until it can be read again.
    }
  }

  /** Puts what was decided into the page at once; the rest follows when it is read anew. */
  #settle(candidate: string, standing: Candidate['standing'], reportId?: string, negotiation?: string): void {
    // What was asked for before does not know of it.
    this.#turn += 1;
    const decision =
      standing === 'waiting'
        ? null
        : ({
            at: new Date().toISOString(),
            ...(reportId === undefined ? {} : { reportId, negotiation, kind: this.kindOf(candidate) }),
          } as Candidate['decision']);
    this.article = {
      ...this.article,
      proposed: this.article.proposed.map((one) =>
        one.candidate === candidate ? { ...one, standing, decision } : one,
      ),
    };
  }

  /** Where others have decided meanwhile, the page shows that. */
  async #refused(problem: ProblemShown): Promise<void> {
    this.problem = problem;
    if (problem.status === 409) await this.refresh();
  }

  /** @param answer of the form, where it was accepted there */
  async accept(candidate: string, answer?: AcceptedAnswer): Promise<boolean> {
    const found = this.candidates.find((one) => one.candidate === candidate);
    if (!found || this.busy || (answer === undefined && found.standing !== 'waiting')) return false;
    this.problem = undefined;
    const words = lineInWords(this.lineOf(candidate));
    if (answer === undefined) {
      const missing = missingIn(this.draft(candidate), this.source);
      if (missing.length > 0) {
        this.problem = { status: 400, title: 'Something is missing', errors: missing };
        return false;
      }
      this.busy = true;
      const sent = await send(intakeActs.accept(this.article.article, candidate, this.body(candidate)));
      this.busy = false;
      if (!sent.ok) {
        this.refuse(candidate, sent.problem);
        await this.#refused(sent.problem);
        return false;
      }
      answer = sent.answer;
    }
    this.#decided.push(candidate);
    this.#offerAlias(found);
    this.#settle(candidate, 'accepted', answer.reportId, answer.negotiation);
    this.said = `Accepted: ${words}. ${this.#left}`;
    this.editing = undefined;
    this.#goOn(candidate);
    void this.refresh();
    return true;
  }

  async reject(candidate: string): Promise<void> {
    const found = this.candidates.find((one) => one.candidate === candidate);
    if (!found || this.busy || found.standing !== 'waiting') return;
    this.problem = undefined;
    this.busy = true;
    const sent = await send(intakeActs.reject(this.article.article, candidate));
    this.busy = false;
    if (!sent.ok) return this.#refused(sent.problem);
    this.#decided.push(candidate);
    this.#settle(candidate, 'rejected');
    this.said = `Rejected. ${this.#left}`;
    this.#goOn(candidate);
  }

  get #left(): string {
    return this.waiting === 0 ? 'Nothing waits any more.' : `${this.waiting} wait.`;
  }

  /** Takes back what was decided of a candidate; without one, what was decided last. */
  async undo(candidate = this.#decided.at(-1)): Promise<void> {
    if (candidate === undefined || this.busy) return;
    this.problem = undefined;
    this.busy = true;
    const sent = await send(intakeActs.undo(this.article.article, candidate));
    this.busy = false;
    if (!sent.ok) return this.#refused(sent.problem);
    this.#decided = this.#decided.filter((one) => one !== candidate);
    this.alias = undefined;
    this.forget(candidate);
    this.#settle(candidate, 'waiting');
    this.said =
      sent.answer.reportId === null ? 'Undone: it waits again.' : 'Undone: its report was voided, and it waits again.';
    this.current = candidate;
    void this.refresh();
  }

  /** Makes a candidate of what a person selected. */
  async addOwn(span: { readonly start: number; readonly end: number }): Promise<void> {
    if (this.busy) return;
    this.problem = undefined;
    this.busy = true;
    const sent = await send(intakeActs.addOwn(this.article.article, span));
    this.busy = false;
    if (!sent.ok) return this.#refused(sent.problem);
    this.#turn += 1;
    this.take(sent.answer);
    this.current = sent.answer.candidate;
    this.said = 'A candidate was made of what you selected.';
  }

  /** Where the party was corrected, the words may be kept: the next article is then read rightly. */
  #offerAlias(candidate: Candidate): void {
    const { party } = this.draft(candidate.candidate).texts;
    const known = this.known?.about.parties.find((one) => one.party === party);
    this.alias = undefined;
    if (party === '' || party === (candidate.party ?? '') || !known) return;
    const at = candidate.reasons.find(({ field, at: span }) => ['party', 'speaker'].includes(field) && span)?.at;
    const words = (at && this.article.text?.slice(at.start, at.end)) ?? candidate.speaker?.name ?? '';
    if ([known.name, ...known.aliases].some((one) => one.toLowerCase() === words.trim().toLowerCase())) return;
    this.alias = { party, words: words.trim().slice(0, 200) };
  }
}
