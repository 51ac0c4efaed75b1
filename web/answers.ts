/** What the interface answers, as far as the pages show it. */
import type { ClaimAnswer } from '../projections/positions/claims.js';
import type { ContradictionAnswer } from '../projections/contradictions/contradictions.js';
import type { ExplainedChange } from '../projections/compare/explained-changes.js';
import type { EntryAnswer } from '../projections/history/entry-answer.js';
import type { Lens } from '../projections/record/lens.js';
import type { Overview } from '../projections/status/overview.js';
import type { PositionAnswer } from '../projections/positions/positions.js';
import type { AccountAnswer } from '../projections/history/report-account.js';
import type { SourcesAnswer } from '../projections/positions/sources.js';
import type { StatusAnswer } from '../projections/status/status-answer.js';
import type { Change } from '../projections/status/field-values.js';
import type { Timeline } from '../projections/compare/timeline.js';
import type { Fragility } from '../projections/compare/fragility.js';
import type { Role } from '../events/vocabulary.js';

export type { ClaimAnswer, ContradictionAnswer, EntryAnswer, PositionAnswer, StatusAnswer };

interface Head {
  readonly negotiation: string;
  readonly title: string;
  readonly lens: Lens;
  readonly at: string;
  readonly revision: number;
  readonly position: string;
}

export interface PartyShown {
  readonly party: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly role: Role | null;
}
export interface DescriptionShown {
  readonly negotiation: string;
  readonly title: string;
  readonly summary: string | null;
  readonly parties: readonly PartyShown[];
  readonly issues: readonly { readonly issue: string; readonly title: string }[];
  readonly archived: string | null;
  readonly openedAt: string;
  readonly revision: number;
  readonly position: string;
}

type Short = Pick<StatusAnswer, 'negotiation' | 'title' | 'revision' | 'position'> & {
  readonly parties: readonly string[];
  readonly archived: boolean;
  readonly contradictions: number;
} & {
  readonly [F in 'phase' | 'contested' | 'agreement' | 'outlook' | 'confidence' | 'freshness']: StatusAnswer[F];
};
export interface DeskShown {
  readonly negotiations: readonly Short[];
  readonly next: string | null;
}

export type StatusShown = StatusAnswer & { readonly passedOver: { readonly count: number } };
export type OverviewShown = Head & Overview & { readonly hash: string | null; readonly status: StatusShown };
export type TimelineShown = Head & Timeline;
export type HistoryShown = Head & { readonly entries: readonly EntryAnswer[]; readonly next: string | null };
export type SourcesShown = Head & SourcesAnswer;
export type FragilityShown = Head & Fragility;
type ChangeShown = Change & { readonly words: string };
export type ReportShown = Head & {
  readonly hash: string | null;
  readonly report: AccountAnswer & {
    readonly changed: readonly ChangeShown[];
    readonly contradictions: readonly ContradictionAnswer[];
  };
};
export type DifferenceShown = ExplainedChange;
interface End {
  readonly lens: Lens;
  readonly at: string;
  readonly revision: number;
}
export interface ChangesShown {
  readonly title: string;
  readonly from: End | null;
  readonly to: End;
  readonly changes: readonly ExplainedChange[];
}
