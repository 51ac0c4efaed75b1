/** How good the talks are that are proposed for an article about none that are followed, beside the registry of its coding. */

const THIRD = ['mediator', 'facilitator', 'host', 'guarantor'];

const plain = (name) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replace(/^the /, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const initialsOf = (name) =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
    .join('');

/** The words by which a party may have been proposed: its names, its aliases, its initials; a government by its country. */
const namesOf = ({ party, name, names = {}, aliases = [] }) =>
  [
    name,
    name.replaceAll(/\s*\([^)]*\)/g, ''),
    name.replace(/^(?:the )?(?:\p{L}+ )?government of /iu, ''),
    ...Object.values(names),
    ...aliases,
    party.replaceAll('-', ' '),
    initialsOf(name),
  ]
    .map(plain)
    .filter((one) => one.length > 1);

/** Parties found and too much, and of those found how many have their role. */
export function scoreProposed(registry, proposed) {
  const used = new Set();
  const pairs = registry.flatMap((party) => {
    const names = namesOf(party);
    const hit = proposed.find((one) => !used.has(one) && names.includes(plain(one.name)));
    if (hit) used.add(hit);
    return hit ? [[party, hit]] : [];
  });
  const third = registry.filter(({ role }) => THIRD.includes(role));
  const thirdFound = pairs.filter(([{ role }]) => THIRD.includes(role));
  return {
    found: [pairs.length, registry.length],
    right: [pairs.length, proposed.length],
    roles: [pairs.filter(([a, b]) => a.role === b.role).length, pairs.length],
    principals: [
      pairs.filter(([a, b]) => a.role === 'principal' && b.role === 'principal').length,
      registry.filter(({ role }) => role === 'principal').length,
    ],
    third: [thirdFound.filter(([, { role }]) => THIRD.includes(role)).length, third.length],
  };
}

const share = ([right, of]) => `${(100 * (of === 0 ? 1 : right / of)).toFixed(0)} % (${right}/${of})`;

/** All articles as one line. */
export function printedProposed(scores) {
  const total = (key) => [0, 1].map((i) => scores.reduce((sum, score) => sum + score[key][i], 0));
  return [
    'proposed talks, beside the registries of the codings:',
    `  parties: recall ${share(total('found'))}, precision ${share(total('right'))}`,
    `  of those found the very role: ${share(total('roles'))}`,
    `  principals found as such: ${share(total('principals'))}`,
    `  mediators, facilitators, hosts and guarantors found as third parties: ${share(total('third'))}`,
  ].join('\n');
}
