/** The reports of a history before they have ids: those that stand alone, scenes, and echoes of earlier ones. */
import fc from 'fast-check';
import type { Cast, Party } from './cast.js';
import { DAYS, type Tick } from './dates.js';
import type { Step } from './deals.js';
import { diceOf, die, drawing } from './draw.js';
import { someKind, type Kind } from './kinds.js';
import { SCENES } from './scenes.js';
import { someParty } from './world.js';

interface Common {
  /** When it happened. */
  readonly tick: Tick;
  readonly dice: readonly number[];
  /** Where it comes when the record is kept in no order of time. */
  readonly slot: number;
}
export interface Told extends Common {
  readonly form: 'told';
  readonly kind: Kind;
  readonly party: Party | undefined;
  /** The scene's own fields; none for a report that stands alone. */
  readonly step?: Step;
}
/** Another report of an earlier one's development: its copy, its wire copy, or an account of its own. */
export interface Echo extends Common {
  readonly form: 'echo';
  readonly of: number;
}
export type Draft = Told | Echo;

type Beat = (cast: Cast) => Draft[];

/** Enough for the longest choice of one report; dice that a report does not read cost nothing. */
const REPORT_DICE = 44;
const LONGEST_SCENE = 12;

const common = { dice: diceOf(REPORT_DICE), slot: die };
const anyDay = fc.noBias(fc.nat(DAYS - 1));

const alone: fc.Arbitrary<Beat> = fc
  .record({ day: anyDay, choice: diceOf(8), ...common })
  .map(({ day, choice, ...rest }) => (cast) => {
    const d = drawing(choice);
    const [kind, nobody, party] = [someKind(d), d.chance(12), someParty(d, cast)];
    return [{ form: 'told', kind, party: nobody ? undefined : party, tick: 2 * day + d.upTo(1), ...rest }];
  });

const echo: fc.Arbitrary<Beat> = fc
  .record({ of: die, ...common })
  .map((drawn) => () => [{ form: 'echo', tick: 0, ...drawn }]);

/** A scene's steps follow each other within days; now and then one is missing, and a failing scene shrinks to few. */
const scene: fc.Arbitrary<Beat> = fc
  .record({
    day: anyDay,
    script: diceOf(90),
    steps: fc.array(fc.record({ kept: die, gap: die, ...common }), {
      minLength: LONGEST_SCENE,
      maxLength: LONGEST_SCENE,
      size: 'max',
    }),
  })
  .map(({ day, script, steps }) => (cast) => {
    const d = drawing(script);
    let tick = 2 * day;
    return d
      .weighted(SCENES)(d, cast)
      .flatMap((step, index): Draft[] => {
        const { kept = 0, gap = 0, dice = [], slot = 0 } = steps[index] ?? {};
        tick += index === 0 ? 0 : Math.floor(gap / 300);
        const { kind, party } = step;
        return kept < 60 ? [] : [{ form: 'told', kind, party, step, tick, dice, slot }];
      });
  });

const beat = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: alone },
  { weight: 4, arbitrary: scene },
  { weight: 2, arbitrary: echo },
);

/** At most `max` drafts; an echo comes after what it echoes. */
export const drafts = (max: number): fc.Arbitrary<(cast: Cast) => Draft[]> =>
  fc
    .array(beat, { minLength: 1, maxLength: max, size: 'max' })
    .map((beats) => (cast) => withoutEchoesOfNothing(beats.flatMap((b) => b(cast))).slice(0, max));

const withoutEchoesOfNothing = (all: readonly Draft[]): Draft[] => {
  const first = all.findIndex((draft) => draft.form === 'told');
  return first < 0 ? [] : all.slice(first);
};
