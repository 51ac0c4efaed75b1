/** Templates only fill a form in: what they give can be recorded as it is. */
import { TALK_TEMPLATES } from '../../../events/guide/talk-templates.js';
import { registrySchemas } from '../../../events/registry.js';
import { slugFromTitle } from '../../../events/words/slug-from-title.js';

test.each(TALK_TEMPLATES.map((template) => [template.sort, template] as const))(
  'talks opened by the template %s are valid',
  (sort, { roles, issues, quietAfterDays, staleAfterDays }) => {
    const opening = registrySchemas.NegotiationOpened.safeParse({
      negotiation: slugFromTitle(sort, 'talks'),
      title: sort,
      parties: roles.map((role, i) => ({ party: `party-${i}`, name: `Party ${i}`, role })),
      issues: issues.map((title) => ({ issue: slugFromTitle(title, 'issue'), title })),
      freshness: { quietAfterDays, staleAfterDays },
    });
    expect(opening.error).toBeUndefined();
    expect(roles.filter((role) => role === 'principal').length).toBeGreaterThanOrEqual(2);
    expect(new Set(issues.map((title) => slugFromTitle(title, 'issue'))).size).toBe(issues.length);
  },
);

test('the sorts are those of the desk', () => {
  expect(TALK_TEMPLATES.map(({ sort }) => sort)).toEqual(['Truce', 'Labour', 'Trade', 'Politics']);
});
