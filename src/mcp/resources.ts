/** The resources: what can be read under an address, as the HTTP interface answers it. */
import type { Parley } from '../../packages/client/src/parley.js';

export interface ReadableResource {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Its address, or the pattern of the addresses. */
  readonly template: string;
  /** Whether there is one for each negotiation, so that they can be listed. */
  readonly listed?: true;
  readonly ask: (parley: Parley, of: Readonly<Record<string, string>>) => Promise<object>;
}

/** What is read of one negotiation at present. */
const ofTalks = (
  name: string,
  title: string,
  description: string,
  ask: (parley: Parley, negotiation: string) => Promise<object>,
): ReadableResource => ({
  name,
  title,
  description,
  template: `parley://talks/{negotiation}/${name}`,
  listed: true,
  ask: (parley, { negotiation = '' }) => ask(parley, negotiation),
});

export const RESOURCES: readonly ReadableResource[] = [
  {
    name: 'talks',
    title: 'Talks',
    description: 'All negotiations that are followed, each with its status in short.',
    template: 'parley://talks',
    ask: (parley) => parley.talks({ limit: 500 }),
  },
  ofTalks('description', 'Description', 'The parties, issues and tables of one negotiation.', (parley, id) =>
    parley.description(id),
  ),
  ofTalks('status', 'Status', 'Where one negotiation stands now.', (parley, id) => parley.status(id)),
  ofTalks('positions', 'Positions', 'Where each party stands now on each subject.', (parley, id) =>
    parley.positions(id),
  ),
  {
    name: 'report',
    title: 'Report',
    description: 'One report, with what became of it.',
    template: 'parley://talks/{negotiation}/reports/{report}',
    ask: (parley, { negotiation = '', report = '' }) => parley.report(negotiation, report),
  },
];
