import type { Endpoint } from '#src/platform/http/api/endpoint.ts'
import type { Route } from '#src/platform/http/route.ts'
import { pathOf } from '#test/security/addresses.ts'
import { CALLERS, callerText, expectedOf } from '#test/security/callers.ts'
import { expectedAt } from '#test/security/decisions/doors.ts'
import type { Decision } from '#test/security/door.ts'
import { EXPECTED } from '#test/security/expected-decisions.ts'
import { RELATIONS, relationText } from '#test/security/people.ts'

const MARKS: Readonly<Record<Decision, string>> = {
  allowed: 'yes',
  'not-found': '',
  'not-allowed': 'told no',
  'sign-in': 'asked to sign in',
  'staff-sign-in': 'asked to sign in as staff',
}

/** docs/generated/authorisation.md: who may come to each address. The test beside the table knocks at every door. */
export const authorisation = (routes: readonly Route[], endpoints: readonly Endpoint[]): string =>
  `${[
    '# Who may come where',
    '',
    'Made by `bin/generate` from `test/security/expected-decisions.ts`, to which `test/security/authorisation.test.ts` holds every route by real',
    'requests. An empty cell is answered with “not found”, as is everything of another organisation.',
    '',
    `| Address | ${RELATIONS.map((relation) => relationText[relation]).join(' | ')} |`,
    `|---|${RELATIONS.map(() => '---').join('|')}|`,
    ...routes.map(({ at }) => `| \`${at}\` | ${cellsOf(at).join(' | ')} |`),
    '',
    '## The API',
    '',
    'Who calls is known by a token. `test/security/api-doors.test.ts` knocks with each of them; sessions open nothing here.',
    '',
    `| Address | ${CALLERS.map((caller) => callerText[caller]).join(' | ')} |`,
    `|---|${CALLERS.map(() => '---').join('|')}|`,
    ...endpoints.map(({ at }) => `| \`${at}\` | ${CALLERS.map((caller) => expectedOf(at, caller)).join(' | ')} |`),
  ].join('\n')}\n`

function cellsOf(at: Route['at']): readonly string[] {
  const doors = EXPECTED[pathOf(at)]
  return RELATIONS.map((relation) => (doors ? MARKS[expectedAt(doors, relation)] : 'not in the table'))
}
