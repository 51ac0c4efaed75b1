/**
 * The sub-event types of ACLED, and the kinds that they correspond to. Source: “Armed Conflict Location & Event Data Project
 * (ACLED) Codebook”, table of event types and sub-event types; exports from before 2019 have the types of the codebook of 2017
 * alone. They are coded by people; they declare no more for that.
 */
import type { Counterpart, Written } from './counterpart.js';

const TYPES: Readonly<Record<string, readonly string[]>> = {
  Battles: ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory'],
  'Explosions/Remote violence': [
    'Air/drone strike',
    'Chemical weapon',
    'Grenade',
    'Remote explosive/landmine/IED',
    'Shelling/artillery/missile attack',
    'Suicide bomb',
  ],
  'Violence against civilians': ['Abduction/forced disappearance', 'Attack', 'Sexual violence'],
  Protests: ['Excessive force against protesters', 'Peaceful protest', 'Protest with intervention'],
  Riots: ['Mob violence', 'Violent demonstration'],
  'Strategic developments': [
    'Agreement',
    'Arrests',
    'Change to group/activity',
    'Disrupted weapons use',
    'Headquarters or base established',
    'Looting/property destruction',
    'Non-violent transfer of territory',
    'Other',
  ],
};

/** Types that had no sub-event types yet. */
const BEFORE_2019 = {
  battles: [
    'Battle-No change of territory',
    'Battle-Government regains territory',
    'Battle-Non-state actor overtakes territory',
  ],
  others: ['Remote violence', 'Riots/Protests', 'Strategic development'],
} as const;

/** Labels in lower case of sub-event types, and of types, which stand in their place where a row has none. */
export const ACLED_LABELS: ReadonlyMap<string, string> = new Map(
  [...Object.values(TYPES), Object.keys(TYPES), ...Object.values(BEFORE_2019)]
    .flat()
    .map((label) => [label.toLowerCase(), label]),
);

const presses = (measure: string): Written => ({ kind: 'pressure', measure });
const each = (types: readonly (string | undefined)[], of: Written): ReadonlyMap<string, Counterpart> =>
  new Map(types.map((type) => [(type ?? '').toLowerCase(), of] as never));

/** By sub-event type in lower case. */
export const ACLED_KINDS: ReadonlyMap<string, Counterpart> = new Map([
  ...each([...(TYPES['Battles'] ?? []), ...(TYPES['Explosions/Remote violence'] ?? [])], presses('armed force')),
  ...each(['Battles', 'Explosions/Remote violence', ...BEFORE_2019.battles, 'Remote violence'], presses('armed force')),
  ...each(['Attack', 'Sexual violence', 'Violence against civilians'], presses('violence against civilians')),
  ...each(['Abduction/forced disappearance'], presses('abduction or hostage-taking')),
  ...each(['Peaceful protest', 'Protest with intervention'], presses('demonstration')),
  ...each(['Mob violence', 'Violent demonstration', 'Riots'], presses('violent protest')),
  ...each(['Arrests'], presses('arrests')),
  ...each(['Looting/property destruction'], presses('seizure or damage of property')),
  ...each(['Agreement'], {
    kind: 'confirmation',
    agreementByDay: 'coded-signed',
    title: 'An agreement (as coded)',
  }),
]);
