import { expect, test } from 'vitest'
import { endpoints, jobs, routes } from '#src/main/compose.ts'
import { linesMatching, matching, withoutComments } from '#test/architecture/sources.ts'

// What went wrong in the service before and can be seen in code alone. The table is in docs/rules/npq.md, "Hazards".

const code = matching(/^src\/modules\/npq\/.*[.]tsx?$/)
  .filter(({ path }) => !/[.]test[.]tsx?$|factories[.]ts$/.test(path))
  .map(withoutComments)

test('hazard 8: no cohort, and no day on which one begins or ends, is written in code', () => {
  // Examples stand in help for people, in guidance for providers and in the notes of what was released.
  const example = /usage:|Write the day|X-With-Server-Date|such as|updated_since|<Code|isMomentNeeded|^\S+release-notes/
  const written = [/['"`]20\d\d[abc]['"`]/, /\b20\d\d-\d\d(-\d\d)?\b/, /\b(spring|autumn) 20\d\d\b/i]
  const lines = written.flatMap((pattern) => linesMatching(code, pattern))
  expect(lines.filter((line) => !example.test(line))).toEqual([])
})

test('hazard 9: funding is worked out in one place, which everything else asks', () => {
  const callers = linesMatching(code, /\bfundingOf\b.* from '.*funding-rules[.]ts'/).map((line) =>
    line.replace(/:.*/, ''),
  )
  expect(callers).toEqual([
    // Looked up in the database for everybody: register, checker, change, review, schedule.
    'src/modules/npq/funding/assessment-queries.ts',
    // Tables of cases whose facts are given, for staff.
    'src/modules/npq/scenarios/scenario-rules.ts',
  ])
})

/** The kinds of one-off scripts of the service before, each with what does it here. */
const MENDED_BY: Readonly<Record<string, readonly string[]>> = {
  'another course': ['npq.change-course'],
  'another provider': ['npq.change-provider', 'npq.release-registration'],
  'another employer': ['npq.change-work-details'],
  'another schedule or cohort': ['npq.change-schedule'],
  'pending again, rejected, expired': ['npq.revert-to-pending', 'npq.reject-registration', 'npq.expire-registrations'],
  'another decision on funding, a place in doubt': ['npq.decide-funding', 'npq.settle-funded-place'],
  'withdrawn, deferred, resumed': ['npq.withdraw-training', 'npq.defer-training', 'npq.resume-training'],
  'declarations taken back and made again': ['npq.void-declaration', 'npq.declare'],
  'two people who are one, and apart again': ['access.merge-people', 'access.undo-merge'],
  'another teacher reference number': ['access.recheck-trn'],
}

test('hazard 14: what scripts mended before is a command, which records who, when and why', () => {
  const commands = [
    ...routes.flatMap((route) => ('commands' in route ? (route.commands ?? []) : [])),
    ...endpoints.flatMap((endpoint) => ('commands' in endpoint ? endpoint.commands : [])),
  ]
  const records = new Map(commands.map((one) => [one.name, one.records.length]))
  const byJob = new Set(jobs.map(({ name }) => `npq.${name}`))
  for (const [what, names] of Object.entries(MENDED_BY)) {
    for (const name of names) {
      expect(byJob.has(name) || (records.get(name) ?? 0) > 0, `${what}: ${name}`).toBe(true)
    }
  }
  // Nothing else writes: a script that changes rows by hand would be a file that is none of these.
  const writers = code.filter(({ text }) => /\.(insertInto|updateTable|deleteFrom)\(/.test(text))
  const known = /(-store|-commands?|import-childcare|record-scenarios)[.]ts$/
  expect(writers.map(({ path }) => path).filter((path) => !known.test(path))).toEqual([])
})

const NOTES = /\b(TODO|FIXME|XXX|HACK)\b/

test('hazard 15: nothing is left for later in a note that nobody reads', () => {
  const ours = matching(/^(src|db|bin|docs)\//).filter(({ path }) => !path.startsWith('src/modules/npq/hazards/'))
  expect(linesMatching(ours, NOTES)).toEqual([])
})

test.each(Array.from({ length: 15 }, (_, at) => at + 1))(
  'hazard %i is in the table with a test that says its number',
  (number) => {
    const [rules] = matching(/^docs\/rules\/npq[.]md$/)
    const row = rules?.text.split('\n').find((line) => line.startsWith(`| ${number} |`)) ?? ''
    const named = [...row.matchAll(/`([^`]+[.]test[.]ts)`/g)].map(([, path = '']) => path)
    expect(named.length).toBeGreaterThan(0)
    for (const path of named) {
      const [file] = matching(new RegExp(`^${path.startsWith('src/') ? path : `src/modules/npq/${path}`}$`))
      expect(
        new RegExp(`(test|describe)[^\\n]*hazard ${number}\\b|'hazard ${number}\\b`).test(file?.text ?? ''),
        path,
      ).toBe(true)
    }
  },
)
