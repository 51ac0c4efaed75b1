/**
 * The name of the proposer `rules` is kept with what it proposes; the version changes with what it would propose. It stands
 * apart from the rules, so that who only names them does not load all that they know of language.
 */
export const PROPOSER = { name: 'rules', version: '7' } as const;
