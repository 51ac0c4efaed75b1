/** Who says so: what follows from how somebody is described. */
import { voiceDescribed } from '../../../web/record/voices.js';

const parties = [
  { party: 'union', name: 'Dockers’ Union', names: { fr: 'Syndicat des dockers' }, aliases: ['the dockers', 'DU'] },
  { party: 'port', name: 'Port of Ålesund', names: {}, aliases: [] },
].map((party) => ({ ...party, people: [], role: 'principal', roles: [] })) as never;

test.each([
  ['Ana Ruiz', 'official', 'on-the-record', ''],
  ['an official of the Dockers’ Union', 'official', 'on-background', 'union'],
  ['a DU spokesman', 'official', 'on-background', 'union'],
  ['people close to the talks', 'intermediary', 'on-background', ''],
  ['a former minister', 'former-official', 'on-background', ''],
  ['Jo Berg, analyst', 'commentator', 'on-the-record', ''],
  ['residents', 'reporter', 'unattributed', ''],
  ['the Port of Alesund', 'official', 'on-background', 'port'],
  ['DUNE', 'official', 'on-the-record', ''],
])('%s is %s, %s, of “%s”', (name, capacity, attribution, party) => {
  expect(voiceDescribed(name, parties)).toEqual({ name, capacity, attribution, party, speaksFor: '' });
});
