/** Rows of coded files, made column by column as the codebooks of the formats describe them. */

/** The 61 columns of GDELT 2; those that are read can be given. */
export interface GdeltRow {
  readonly id?: number | string;
  readonly day?: string;
  readonly actor1?: string;
  readonly actor2?: string;
  readonly code?: string;
  readonly added?: string;
  readonly url?: string;
}

const actorCells = (code: string): string[] => {
  const country = code.slice(0, 3);
  return [code, code === '' ? '' : `${country} NAME`, country, '', '', '', '', code.slice(3, 6), '', ''];
};
const geoCells = ['4', 'Doha, Ad Dawhah, Qatar', 'QA', 'QA01', '', '25.2867', '51.5333', '-785169'];

export function gdelt({
  id = 1,
  day = '20231009',
  actor1 = 'ISR',
  actor2 = 'PSE',
  code = '036',
  added = '20231009131500',
  url = 'https://www.example.com/news/1',
}: GdeltRow = {}): string {
  const event = ['1', code, code.slice(0, 3), code.slice(0, 2), '1', '4.0', '10', '2', '10', '-2.5'];
  const dates = [String(id), day, day.slice(0, 6), day.slice(0, 4), `${day.slice(0, 4)}.7671`];
  const places = [...geoCells, ...geoCells, ...geoCells];
  return [...dates, ...actorCells(actor1), ...actorCells(actor2), ...event, ...places, added, url].join('\t');
}

const ICEWS_HEAD = `Event ID	Event Date	Source Name	Source Sectors	Source Country	Event Text	CAMEO Code	Intensity	Target Name	Target Sectors	Target Country	Story ID	Sentence Number	Publisher	City	District	Province	Country	Latitude	Longitude`;

export const icews = (rows: readonly (readonly [id: string, day: string, from: string, code: string, to: string])[]) =>
  [
    ICEWS_HEAD,
    ...rows.map(([id, day, from, code, to]) =>
      [id, day, `Head of State (${from})`, 'Government,Executive', from, 'An event', code, '4', `Ministry (${to})`]
        .concat(['Government', to, '35', '1', 'Reuters News', 'Doha', '', '', 'Qatar', '25.3', '51.5'])
        .join('\t'),
    ),
  ].join('\n');

const POLECAT_HEAD = `Event ID	Event Date	Event Type	Event Mode	Intensity	Quad Code	Contexts	Actor Name	Actor Country	Actor COW	Primary Actor Sector	Actor Sectors	Actor Title	Actor Name Raw	Wikipedia Actor ID	Recipient Name	Recipient Country	Recipient COW	Primary Recipient Sector	Recipient Sectors	Recipient Title	Recipient Name Raw	Wikipedia Recipient ID	Placename	City	District	Province	Country	Latitude	Longitude	GeoNames ID	Raw Placename	Feature Type	Source	Publication Date	Story People	Story Organizations	Story Locations	Language	Version`;

export const polecat = (
  rows: readonly (readonly [id: string, day: string, type: string, mode: string, from: string, to: string])[],
): string =>
  [
    POLECAT_HEAD,
    ...rows.map(([id, day, type, mode, from, to]) => {
      const cells = Object.fromEntries(POLECAT_HEAD.split('\t').map((column) => [column, 'None']));
      return Object.values({
        ...cells,
        'Event ID': id,
        'Event Date': day,
        'Event Type': type,
        'Event Mode': mode,
        'Actor Country': from,
        'Recipient Country': to,
        Source: 'AFP',
        'Publication Date': '2023-10-10',
        Contexts: 'diplomatic; military',
      }).join('\t');
    }),
  ].join('\n');

const ACLED_HEAD =
  'event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp';

export const ACLED_ACTORS = ['Military Forces of A (2020-)', 'Rebels of "B"'] as const;

export const acled = (
  rows: readonly (readonly [id: string, date: string, precision: string, type: string, timestamp?: string])[],
): string =>
  [
    ACLED_HEAD,
    ...rows.map(([id, date, precision, type, timestamp = '1697000000']) =>
      [id, date, '2023', precision, 'Political violence', 'Battles', type, ACLED_ACTORS[0], '', '1']
        .concat(['"Rebels of ""B"""', '', '2', '12', '', '1', 'Region', 'A', 'North', '', '', 'Town', '1', '2', '1'])
        .concat([
          'Radio A; Radio B',
          'National',
          '"On 9 October, A and B clashed,\nover two lines."',
          '3',
          '',
          timestamp,
        ])
        .join(','),
    ),
  ].join('\r\n');

/** The columns of GDELT 2, as databases and programs write them above rows. */
export const GDELT_HEAD = [
  'GLOBALEVENTID SQLDATE MonthYear Year FractionDate',
  ...['1', '2'].map((actor) =>
    'Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code'
      .split(' ')
      .map((column) => `Actor${actor}${column}`)
      .join(' '),
  ),
  'IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone',
  ...['Actor1', 'Actor2', 'Action'].map((of) =>
    'Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID'
      .split(' ')
      .map((column) => `${of}Geo_${column}`)
      .join(' '),
  ),
  'DATEADDED SOURCEURL',
]
  .join(' ')
  .replaceAll(' ', '\t');

/** The 58 columns of GDELT 1: its places have no second-order division, and rows were added by the day. */
export const gdelt1 = (row: GdeltRow): string =>
  gdelt({ day: '20131009', added: '20131010', ...row })
    .split('\t')
    .filter((_, i) => ![39, 47, 55].includes(i))
    .join('\t');

/** A row of Phoenix, which has no head. */
export const phoenix = (id: string, day: string, from: string, code: string, to: string): string =>
  [id, day, day.slice(0, 4), day.slice(4, 6), day.slice(6), from, from.slice(0, 3), from.slice(3), '']
    .concat([to, to.slice(0, 3), to.slice(3), '', code, code.slice(0, 2), '1', '1.0', '', '25.3', '51.5'])
    .concat(['Doha', '', 'QA', '5415_2', 'http://www.example.com/a;http://other.example/b', 'wire_a;wire_b'])
    .join('\t');
