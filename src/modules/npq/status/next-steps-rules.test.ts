import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { STATUSES } from '#src/ui/statuses.ts'
import type { RegistrationStatus } from '../registrations/registration-states.ts'
import { changeLinksOf, whyNotLines } from './change-links-rules.ts'
import { nextStepOf } from './next-steps-rules.ts'
import { NEXT_STATES, nextStateOf } from './state-rules.ts'
import type { RegistrationStatusView } from './status.ts'
import { decisionStatus, placeStatus, resultStatus, trainingStatusKey } from './status-tags.ts'

const AT = Temporal.Instant.from('2026-11-20T10:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')
const holidays = new Set<string>()
const NONE = { hasStarted: false, hasCompleted: false, result: null, isPlaceInDoubt: false, isReleaseAsked: false }

type Given = {
  readonly registration?: Partial<RegistrationStatusView['registration']>
  readonly progress?: Partial<RegistrationStatusView['progress']>
  readonly decision?: Partial<RegistrationStatusView['decision']>
  readonly course?: Partial<RegistrationStatusView['course']>
  readonly cohort?: Partial<RegistrationStatusView['cohort']>
}

const viewOf = ({ registration, progress, decision, course, cohort }: Given): RegistrationStatusView => ({
  registration: {
    ...{ id: 'r', personId: 'p', accountId: null, course: 'npq-headship', cohort: '2026b', providerId: 'v' },
    ...{ status: 'pending', trainingStatus: null, decisionId: 'd', fundingChoice: null, fundedPlace: null },
    ...{ scheduleIdentifier: null, reviewStatus: null, answers: {}, reasonForRejection: null, createdAt: AT },
    ...{ acceptedAt: null, endedAt: null, workDetailsChangedAt: null, revision: 1, ...registration },
  },
  course: { name: 'Headship NPQ', kind: 'leadership', hasOutcome: true, ...course },
  cohort: {
    ...{ name: 'Autumn 2026', funding: 'capped', startsOn: Temporal.PlainDate.from('2026-10-01') },
    registration: { from: Temporal.PlainDate.from('2026-06-01'), to: Temporal.PlainDate.from('2027-01-09') },
    ...cohort,
  },
  pendingAgainAt: null,
  provider: { id: 'v', name: 'Teach First', since: AT },
  decision: { result: 'funded', reason: 'funded', decidedAt: AT, decidedBy: 'engine', ...decision },
  rules: null,
  progress: { ...NONE, ...progress },
})

const ACCEPTED = { status: 'accepted', trainingStatus: 'active' } as const
const IN_STATE: Readonly<Record<(typeof NEXT_STATES)[number], { given: Given; on?: string }>> = {
  waiting: { given: {}, on: '2026-11-27' },
  'waiting-long': { given: {}, on: '2026-11-28' },
  'waiting-closed': { given: {}, on: '2027-01-09' },
  'waiting-review': { given: { decision: { result: 'review', reason: 'subject_to_review' } } },
  'release-asked': { given: { registration: ACCEPTED, progress: { isReleaseAsked: true } } },
  accepted: { given: { registration: ACCEPTED } },
  'place-in-doubt': { given: { registration: ACCEPTED, progress: { isPlaceInDoubt: true } } },
  'in-training': { given: { registration: ACCEPTED, progress: { hasStarted: true } } },
  deferred: { given: { registration: { status: 'accepted', trainingStatus: 'deferred' } } },
  'training-withdrawn': { given: { registration: { status: 'accepted', trainingStatus: 'withdrawn' } } },
  'result-awaited': { given: { registration: ACCEPTED, progress: { hasCompleted: true } } },
  finished: { given: { registration: ACCEPTED, progress: { hasCompleted: true }, course: { hasOutcome: false } } },
  passed: { given: { registration: ACCEPTED, progress: { hasCompleted: true, result: 'passed' } } },
  failed: { given: { registration: ACCEPTED, progress: { hasCompleted: true, result: 'failed' } } },
  'rejected-by-provider': {
    given: { registration: { status: 'rejected', reasonForRejection: 'rejected_by_provider' } },
  },
  'rejected-closed': {
    given: { registration: { status: 'rejected', reasonForRejection: 'rejected_by_provider' } },
    on: '2027-01-09',
  },
  'rejected-for-another': {
    given: {
      registration: { status: 'rejected', reasonForRejection: 'other_application_in_this_cohort_accepted' },
    },
  },
  withdrawn: { given: { registration: { status: 'withdrawn' } } },
  expired: { given: { registration: { status: 'expired' } } },
}

describe('every state says what happens next and by when', () => {
  test.each(NEXT_STATES)('%s', (state) => {
    const { given, on } = IN_STATE[state]
    const view = viewOf(given)
    const at = { today: on ? Temporal.PlainDate.from(on) : today, holidays }
    expect(nextStateOf(view, at)).toBe(state)
    const { what, by } = nextStepOf({ view, state, holidays })
    for (const sentence of [what, by]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(`${what} ${by}`).not.toMatch(/undefined|null|please|sorry/i)
  })
})

test('a provider has five working days, bank holidays aside', () => {
  const view = viewOf({})
  expect(nextStepOf({ view, state: 'waiting', holidays }).by).toBe('You hear from Teach First by 27 November 2026.')
  const off = new Set(['2026-11-27'])
  expect(nextStepOf({ view, state: 'waiting', holidays: off }).by).toContain('30 November 2026')
})

test('once registration for its start has closed, the day on which it expires is told', () => {
  const view = viewOf({})
  const told = nextStepOf({ view, state: 'waiting-closed', holidays })
  expect(told.what).toContain('Registration for Autumn 2026 has closed, and Teach First can still accept you.')
  expect(told.by).toBe('This registration expires on 9 April 2027 if Teach First has not accepted you before.')
  const byStaff = viewOf({ registration: { status: 'rejected', reasonForRejection: 'registration_expired' } })
  expect(nextStateOf(byStaff, { today, holidays })).toBe('expired')
})

const notFunded = { result: 'not-funded', reason: 'not_in_england' } as const
test.each([
  ['waiting', {}, 'npq-place-awaited'],
  ['not eligible', { decision: notFunded }, 'npq-place-none'],
  ['no funding in the cohort', { cohort: { funding: 'zero' }, registration: { fundedPlace: false } }, 'npq-place-none'],
  ['offered', { registration: { ...ACCEPTED, fundedPlace: true } }, 'npq-place-offered'],
  [
    'offered and in doubt',
    { decision: notFunded, registration: { ...ACCEPTED, fundedPlace: true } },
    'npq-place-offered',
  ],
  ['not offered', { registration: { ...ACCEPTED, fundedPlace: false } }, 'npq-place-not-offered'],
  ['everybody eligible', { cohort: { funding: 'full' }, registration: ACCEPTED }, 'npq-place-offered'],
  ['over', { registration: { status: 'withdrawn' } }, 'npq-place-none'],
] as const)('a funded place: %s', (_, given, status) => {
  expect(placeStatus(viewOf(given))).toBe(status)
})

test('every state has tags of the registry', () => {
  for (const { given } of Object.values(IN_STATE)) {
    const view = viewOf(given)
    const tags = [decisionStatus(view), placeStatus(view), trainingStatusKey(view), resultStatus(view)]
    for (const tag of tags) if (tag !== null) expect(STATUSES).toHaveProperty(tag)
  }
})

describe('what cannot be changed', () => {
  const OPEN = { isOpen: true, isReleaseAsked: false }
  const links = (status: RegistrationStatus, hasCountingDeclaration: boolean, choosing = OPEN) => {
    const registration = { status, trainingStatus: status === 'accepted' ? ('active' as const) : null }
    return changeLinksOf('r', { registration, hasCountingDeclaration, hasCompleted: false, hasRules: true }, choosing)
  }
  const lines = (...given: Parameters<typeof links>) => whyNotLines(links(...given))

  test('is said once for each reason, with what to do instead', () => {
    expect(lines('withdrawn', false)).toEqual([
      'You cannot change the work details of this registration, the course or the provider because this registration was withdrawn. You can register again.',
    ])
    expect(lines('accepted', true)).toEqual([
      'You cannot change the course or the provider because your training has started. Talk to your provider if you cannot go on as you are.',
      'You cannot withdraw here because your provider has accepted you. Tell your provider that you want to leave.',
    ])
  })

  test('is nothing while the provider has not decided', () => {
    expect(lines('pending', false)).toEqual([])
  })

  test('is the course and the provider once registration has closed, but neither work details nor withdrawing', () => {
    const CLOSED = { isOpen: false, isReleaseAsked: false }
    const why =
      'You cannot change the course or the provider because registration for this start has closed. Contact your provider if you cannot go on as you are, or register for a later start.'
    const offered = (given: ReturnType<typeof links>) =>
      Object.values(given).flatMap(({ change, href }) => (href === null ? [] : [change]))
    expect(offered(links('pending', false, CLOSED))).toEqual(['work-details', 'withdrawal'])
    expect(lines('pending', false, CLOSED)).toEqual([why])
    expect(offered(links('accepted', false, CLOSED))).toEqual(['work-details'])
    expect(lines('accepted', false, CLOSED)[0]).toBe(why)
    // What was asked of a provider before can be seen and taken back.
    const asked = links('accepted', false, { ...CLOSED, isReleaseAsked: true })
    expect(offered(asked)).toEqual(['work-details', 'course', 'provider'])
    // A reason of its state counts more.
    expect(lines('accepted', true, CLOSED)).toEqual(lines('accepted', true))
    expect(lines('expired', false, CLOSED)).toEqual(lines('expired', false))
    expect(offered(links('rejected', false))).toEqual(['provider'])
    expect(lines('rejected', false, CLOSED)).toEqual([
      'You cannot change the work details of this registration, the course or the provider because your provider did not accept this registration and registration for this start has closed. You can register for a later start.',
    ])
  })
})
