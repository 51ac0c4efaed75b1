/**
 * Words set aside: what is said of agreements in a walk, where the walk beside it has other words and no report in between
 * reads them.
 */
import type { AgreementId } from '../../events/ids.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import { keysOfAgreement, type Looking } from '../report-index/lookahead.js';
import { lookaheadKeysOf } from '../report-index/lookahead-spans.js';
import { haveCommon } from '../support/sets.js';
import type { AgreementsState, AgreementWords } from './agreement-state.js';
import type { PhaseMachine } from './phase-machine.js';
import type { Stretch } from './stretch.js';

interface SetAside {
  readonly words: AgreementWords | undefined;
  readonly keys: readonly string[];
}

/** A report that is withdrawn takes back what was said in its development. */
const saidInKey = (development: string): string => `said in:${development}`;

const saidInKeysOf = (words: AgreementWords | undefined): string[] =>
  words ? [...words.words.values(), ...words.ratified.values()].map(({ by }) => saidInKey(by.development)) : [];

const takenBackKeysOf = ({ report, development }: PublishedReport): string[] =>
  report.kind === 'proposal' ? [`proposal:${report.proposal}`] : [saidInKey(development)];

/** When the talks collapse, all is read that has been said of the agreements which stand. */
const mayCollapse = ({ report, standing }: PlacedReport): boolean => standing && report.kind === 'breakdown';

/** See the file comment. It changes. */
export class WordsAside {
  readonly #all = new Map<AgreementId, SetAside>();
  /** The agreements of which reports read what is said, by what these reports look at. */
  readonly #byKey = new Map<string, Set<AgreementId>>();

  constructor(private readonly machine: PhaseMachine) {}

  /**
   * Words that were set aside before are kept.
   * @param words what is said of an agreement here
   * @param other what is said of it in the walk beside this one
   */
  put(agreement: AgreementId, words: AgreementWords | undefined, other: AgreementWords | undefined): void {
    const kept = this.#all.has(agreement) ? this.#remove(agreement) : words;
    const keys = [
      ...keysOfAgreement(this.machine.agreements, agreement),
      ...saidInKeysOf(kept),
      ...saidInKeysOf(other),
    ];
    this.#all.set(agreement, { words: kept, keys });
    for (const key of keys) this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(agreement));
  }

  /** Whether a report of a stretch reads any of them. */
  areReadIn({
    keys,
    takingBack,
    firings,
    walked,
  }: Pick<Stretch, 'takingBack' | 'firings' | 'walked'> & Looking): boolean {
    if (this.#all.size === 0) return false;
    // What comes to stand in the stretch is named in it.
    const { standing } = walked.before.agreements;
    if (haveCommon(standing, this.#all) && firings.some(({ rule }) => rule === 'collapsed')) return true;
    if (haveCommon(keys(), this.#byKey)) return true;
    return takingBack.length > 0 && this.#takenBackBy(takingBack).some((key) => this.#byKey.has(key));
  }

  /** @param standing the agreements that bind parties before the report */
  areReadBy(t: PlacedReport, standing: ReadonlySet<AgreementId>): boolean {
    if (this.#all.size === 0) return false;
    return (mayCollapse(t) && haveCommon(standing, this.#all)) || this.#keysOf(t).some((key) => this.#byKey.has(key));
  }

  /** What is said of all agreements, with those words back in it that a report reads. */
  withReadBy(t: PlacedReport, agreements: AgreementsState): AgreementsState {
    if (this.#all.size === 0) return agreements;
    const read = this.#keysOf(t).flatMap((key) => [...(this.#byKey.get(key) ?? [])]);
    const standing = mayCollapse(t) ? [...agreements.standing].filter((id) => this.#all.has(id)) : [];
    return this.#back(agreements, [...read, ...standing]);
  }

  /** The same with all words back in it. */
  withAll(agreements: AgreementsState): AgreementsState {
    return this.#back(agreements, [...this.#all.keys()]);
  }

  #back(agreements: AgreementsState, read: readonly AgreementId[]): AgreementsState {
    if (read.length === 0) return agreements;
    let { said } = agreements;
    for (const id of new Set(read)) said = said.with(id, this.#remove(id));
    return { ...agreements, said };
  }

  #remove(agreement: AgreementId): AgreementWords | undefined {
    const aside = this.#all.get(agreement);
    this.#all.delete(agreement);
    for (const key of aside?.keys ?? []) {
      const others = this.#byKey.get(key);
      others?.delete(agreement);
      if (others?.size === 0) this.#byKey.delete(key);
    }
    return aside?.words;
  }

  #keysOf(t: PlacedReport): string[] {
    const { report, subjects } = t;
    const keys = lookaheadKeysOf(t);
    const takesBack = report.kind === 'withdrawal' && subjects.report !== undefined;
    return takesBack ? [...keys, ...this.#takenBackBy([subjects.report])] : keys;
  }

  #takenBackBy(ids: Stretch['takingBack']): string[] {
    return ids.flatMap((id) => this.machine.published.get(id) ?? []).flatMap(takenBackKeysOf);
  }
}
