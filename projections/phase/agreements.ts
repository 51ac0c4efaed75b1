/** All agreements as they are after some reports: what each has come to, and whom they bind. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { AgreementId, PartyId } from '../../events/ids.js';
import type { AgreementTerms, AgreementTermsIndex } from '../report-index/agreement-terms.js';
import { remembering, type Once } from '../support/once.js';
import {
  agreementValue,
  allYes,
  boundBy,
  membersIn,
  nothingSaidOf,
  type AgreementsState,
  type AgreementState,
  type AgreementValue,
  type Membership,
  type ReadonlyBound,
} from './agreement-state.js';

/** Reads states of agreements by the terms that all reports give them. */
export class AgreementsReading {
  readonly #members = new WeakMap<AgreementTerms, Membership>();
  readonly #read = new WeakMap<AgreementsState, Agreements>();

  /** @param isPrincipal which of the principals count as such */
  constructor(
    readonly terms: AgreementTermsIndex,
    private readonly isPrincipal: (party: PartyId) => boolean,
  ) {}

  of(state: AgreementsState): Agreements {
    const read = this.#read.get(state) ?? new Agreements(this, state);
    this.#read.set(state, read);
    return read;
  }

  /** One agreement; undefined where no report names it. */
  stateIn({ said }: AgreementsState, id: AgreementId): AgreementState | undefined {
    const terms = this.terms.get(id);
    if (!terms) return undefined;
    const members = this.#members.get(terms) ?? membersIn(terms, this.isPrincipal);
    this.#members.set(terms, members);
    return { ...(said.get(id) ?? nothingSaidOf(id)), terms, ...members };
  }
}

/** See the file comment. */
export class Agreements {
  #bound: ReadonlyBound | undefined;
  /** What is derived from them, each once. */
  readonly once: Once = remembering();
  readonly #untils = new Map<readonly AgreementId[], string | undefined>();

  constructor(
    private readonly reading: AgreementsReading,
    private readonly state: AgreementsState,
  ) {}

  get terms(): AgreementTermsIndex {
    return this.reading.terms;
  }

  /** All agreements that reports name, in the order of their first reports. */
  ids(): AgreementId[] {
    return this.terms.ids();
  }

  /** Those to which all members say yes, and that have not ended, in the same order. */
  standingIds(): AgreementId[] {
    return this.terms.inOrder([...this.state.standing]);
  }

  /** Undefined where no report names the agreement. */
  get(id: AgreementId): AgreementState | undefined {
    return this.reading.stateIn(this.state, id);
  }

  /** The agreement with all that `extends` ties to it, in the order of their first reports. */
  chainOf(id: AgreementId): readonly AgreementState[] {
    return this.statesOf(this.terms.chainOf(id));
  }

  /** The last of a chain to which all members say yes, in order. */
  lastYesOf(id: AgreementId): AgreementState | undefined {
    return this.chainOf(id).findLast(allYes);
  }

  private statesOf(ids: readonly AgreementId[]): AgreementState[] {
    return ids.flatMap((id) => this.get(id) ?? []);
  }

  /** The parties that are bound, each in part where agreements of scope `partial` alone bind it. */
  bound(): ReadonlyBound {
    return (this.#bound ??= boundBy(this.statesOf([...this.state.standing])));
  }

  /** The parties that are bound by agreements outside the chain of this one. */
  boundWithout(id: AgreementId): ReadonlyBound {
    const chain = new Set(this.terms.chainOf(id));
    return boundBy(this.statesOf([...this.state.standing].filter((other) => !chain.has(other))));
  }

  /** Whether it binds a principal. */
  isBinding(id: AgreementId): boolean {
    return this.state.standing.has(id) && (this.get(id)?.bindable.length ?? 0) > 0;
  }

  /** Whether all members say yes, whatever else holds. */
  isAllYes(id: AgreementId): boolean {
    const a = this.get(id);
    return a !== undefined && allYes(a);
  }

  /**
   * The EDTF date at which it lapses. Agreements to which all members say yes lapse together, at the date of the last of
   * their chain; any other has its own. Undefined where it does not lapse.
   */
  until(id: AgreementId): string | undefined {
    const a = this.get(id);
    return a && allYes(a) ? this.untilOfChain(id) : a?.terms.until;
  }

  /** Looked up once for all of a chain. */
  private untilOfChain(id: AgreementId): string | undefined {
    const chain = this.terms.chainOf(id);
    if (!this.#untils.has(chain)) this.#untils.set(chain, this.lastYesOf(id)?.terms.until);
    return this.#untils.get(chain);
  }

  /** The first instant after this one at which each lapses of those that do: what all members agreed to, and what was announced. */
  lapsesAfter(at: Instant): Instant[] {
    const dated = new Set(this.terms.datedAfter(at).flatMap((id) => this.terms.chainOf(id)));
    return [...dated]
      .flatMap((id) => {
        const a = this.get(id);
        const until = a && (allYes(a) || a.announcedBy !== undefined) ? this.until(id) : undefined;
        return until === undefined ? [] : [latestInstant(until) + 1];
      })
      .filter((lapse) => lapse > at);
  }

  /** The value of an agreement at an instant; `denied` where no report names it. */
  valueAt(id: AgreementId, at: Instant): AgreementValue {
    const a = this.get(id);
    return a ? agreementValue(a, this.until(id), this.state.collapsedBy, at) : 'denied';
  }
}
