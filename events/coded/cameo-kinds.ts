/**
 * The kinds that codes of CAMEO correspond to. A code is in this table where its definition in the codebook
 * (cameo-codes.ts) says the kind and fills every field that the kind needs; docs/coded-events.md names those left out, and
 * why. What a machine coded is told by a reporter, and declares nothing, whatever its kind.
 */
import { codedIssue, counterparts, type Written } from './counterpart.js';

const ADMINISTRATIVE = codedIssue('administrative-sanctions', 'Administrative sanctions');
const DISSENT = codedIssue('political-dissent', 'Political dissent');
const REFORM = codedIssue('political-reform', 'Political reform');
const LEADERSHIP = codedIssue('change-of-leadership', 'Change of leadership');
const POLICY = codedIssue('change-of-policy', 'Change of policy');
const RIGHTS = codedIssue('rights', 'Rights');
const INSTITUTIONS = codedIssue('change-of-institutions', 'Change of institutions or regime');
const RELEASE = codedIssue('release', 'Release of persons or property');
const SANCTIONS = codedIssue('economic-sanctions', 'Economic sanctions, boycott or embargo');
const INVOLVEMENT = codedIssue('international-involvement', 'International involvement');
const ENGAGEMENT = codedIssue('military-engagement', 'Military engagement');

const yields = (on: Pick<Written, 'issue' | 'issueTitle'>): Written => ({ kind: 'concession', ...on });
const demands = (on: Pick<Written, 'issue' | 'issueTitle'>): Written => ({ kind: 'demand', ...on });
const presses = (measure: string): Written => ({ kind: 'pressure', measure });
const meets = (channel?: string): Written => ({ kind: 'contact', ...(channel === undefined ? {} : { channel }) });

export const CAMEO_KINDS = counterparts(
  ['011', { kind: 'no-comment' }],
  ['036 038 039', { kind: 'overture' }],
  ['040 044 046', meets()],
  ['041', meets('telephone')],
  ['042 043', meets('visit')],
  ['045', { kind: 'involvement', role: 'mediator' }],
  ['057', { kind: 'confirmation', agreementByDay: 'coded-signed', title: 'A formal agreement (as coded)' }],
  ['081 0811 0812 0813 0814', yields(ADMINISTRATIVE)],
  ['082', yields(DISSENT)],
  ['083', yields(REFORM)],
  ['0831', yields(LEADERSHIP)],
  ['0832', yields(POLICY)],
  ['0833', yields(RIGHTS)],
  ['0834', yields(INSTITUTIONS)],
  ['084 0841 0842', yields(RELEASE)],
  ['085', yields(SANCTIONS)],
  ['086 0861 0862 0863', yields(INVOLVEMENT)],
  ['087 0871 0872 0873 0874', yields(ENGAGEMENT)],
  ['1011', demands(codedIssue('economic-cooperation', 'Economic cooperation'))],
  ['1012', demands(codedIssue('military-cooperation', 'Military cooperation'))],
  ['1013', demands(codedIssue('judicial-cooperation', 'Judicial cooperation'))],
  ['1014', demands(codedIssue('intelligence-cooperation', 'Intelligence cooperation'))],
  ['1031', demands(codedIssue('economic-aid', 'Economic aid'))],
  ['1032', demands(codedIssue('military-aid', 'Military aid'))],
  ['1033', demands(codedIssue('humanitarian-aid', 'Humanitarian aid'))],
  ['1034', demands(codedIssue('military-protection', 'Military protection or peacekeeping'))],
  ['104', demands(REFORM)],
  ['1041', demands(LEADERSHIP)],
  ['1042', demands(POLICY)],
  ['1043', demands(RIGHTS)],
  ['1044', demands(INSTITUTIONS)],
  ['1051', demands(ADMINISTRATIVE)],
  ['1052', demands(DISSENT)],
  ['1053', demands(RELEASE)],
  ['1054', demands(SANCTIONS)],
  ['1055', demands(INVOLVEMENT)],
  ['1056', demands(ENGAGEMENT)],
  ['125 126', { kind: 'refusal' }],
  ['140', presses('political dissent')],
  ['141 1411 1412 1413 1414', presses('demonstration')],
  ['142 1421 1422 1423 1424', presses('hunger strike')],
  ['143 1431 1432 1433 1434', presses('strike or boycott')],
  ['144 1441 1442 1443 1444', presses('obstruction')],
  ['145 1451 1452 1453 1454', presses('violent protest')],
  ['150 151 152 153 154 155', presses('show of force')],
  ['161', presses('reduced diplomatic relations')],
  ['162 1621 1622 1623', presses('reduced aid')],
  ['163', presses('embargo, boycott or sanctions')],
  ['164 165', { kind: 'suspension' }],
  ['166 1661 1662 1663', presses('expulsion of international missions')],
  ['170', presses('coercion')],
  ['171 1711 1712', presses('seizure or damage of property')],
  ['172 1721 1722 1723 1724', presses('administrative sanctions')],
  ['173', presses('arrests')],
  ['174', presses('deportation')],
  ['175', presses('violent repression')],
  ['176', presses('cyber attack')],
  ['180 182 1821 1822 1823 184 185 186', presses('unconventional violence')],
  ['181', presses('abduction or hostage-taking')],
  ['183 1831 1832 1833 1834', presses('bombing')],
  ['190 193 194 195 1951 1952', presses('armed force')],
  ['191', presses('blockade')],
  ['192', presses('occupation')],
);
