import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { isSameWork, jobFits, planOf, whyFixed, whyNotOn, withJobAnswers } from './work-change-rules.ts'

const day = Temporal.PlainDate.from
const TODAY = day('2026-11-23')

const FUNDED: FundingOutcome = { result: 'funded', reason: 'funded' }
const NOT_PP50: FundingOutcome = { result: 'not-funded', reason: 'ineligible_establishment_not_a_pp50' }
const WRONG_TYPE: FundingOutcome = { result: 'not-funded', reason: 'ineligible_establishment_type' }
const REVIEW: FundingOutcome = { result: 'review', reason: 'subject_to_review' }

const KEPT = { fundedPlace: null, fundingChoice: null, reviewStatus: null } as const
const looked = { effect: 're-evaluated', staysDecided: false, payer: null, registration: KEPT } as const

describe('the plan', () => {
  test.each([
    ['kept', FUNDED, FUNDED, { isFundingChanged: false, fundingChoice: null, review: 'leave', doubt: 'leave' }],
    ['another reason, which is another decision', NOT_PP50, WRONG_TYPE, { isFundingChanged: true }],
    ['to review', FUNDED, REVIEW, { review: 'open', reviewStatus: 'needs_review', doubt: 'leave' }],
    ['lost', FUNDED, WRONG_TYPE, { isFundingChanged: true, review: 'leave', doubt: 'leave' }],
  ] as const)('%s', (_, before, assessed, plan) => {
    expect(planOf({ ...looked, before, assessed })).toMatchObject({ after: assessed, ...plan })
  })

  test('lost: who pays is kept as it was answered', () => {
    expect(planOf({ ...looked, before: FUNDED, assessed: WRONG_TYPE, payer: 'school' }).fundingChoice).toBe('school')
  })

  test('won: who was to pay is cleared', () => {
    const registration = { ...KEPT, fundingChoice: 'self' } as const
    expect(planOf({ ...looked, registration, before: NOT_PP50, assessed: FUNDED }).fundingChoice).toBe(null)
  })

  test('out of review: the review is closed', () => {
    const registration = { ...KEPT, reviewStatus: 'needs_review' } as const
    const plan = planOf({ ...looked, registration, before: REVIEW, assessed: FUNDED })
    expect(plan).toMatchObject({ review: 'close', reviewStatus: null })
  })

  test.each([
    ['lost, the place comes into doubt', WRONG_TYPE, 'open'],
    ['under review, the place comes into doubt', REVIEW, 'open'],
    ['won again, the doubt is over', FUNDED, 'close'],
  ] as const)('with a funded place: %s', (_, assessed, doubt) => {
    const registration = { ...KEPT, fundedPlace: true }
    expect(planOf({ ...looked, registration, before: FUNDED, assessed }).doubt).toBe(doubt)
  })

  test.each([
    ['funding is fixed', { effect: 'frozen', assessed: WRONG_TYPE, staysDecided: false }],
    ['we hold no rules', { effect: 're-evaluated', assessed: null, staysDecided: false }],
    ['staff decided on the same facts', { effect: 're-evaluated', assessed: WRONG_TYPE, staysDecided: true }],
  ] as const)('nothing follows where %s', (_, effects) => {
    const registration = { fundedPlace: true, fundingChoice: 'self', reviewStatus: 'decision_made' } as const
    expect(planOf({ ...effects, registration, before: FUNDED, payer: null })).toEqual({
      ...{ after: FUNDED, isFundingChanged: false, fundingChoice: 'self', reviewStatus: 'decision_made' },
      ...{ review: 'leave', doubt: 'leave' },
    })
  })
})

test.each([
  ['a declaration counts', { hasCountingDeclaration: true }, 'started'],
  ['training is paused', { registration: { status: 'accepted', trainingStatus: 'deferred' } }, 'deferred'],
  ['we hold no rules', { hasRules: false }, 'no-rules'],
  ['none of these', {}, null],
] as const)('funding is fixed when %s', (_, given, because) => {
  const registration = { status: 'accepted', trainingStatus: 'active' } as const
  const facts = { registration, hasCountingDeclaration: false, hasCompleted: false, hasRules: true }
  expect(whyFixed({ ...facts, ...given })).toBe(because)
})

describe('the same again', () => {
  const work = {
    worksInEngland: true,
    setting: 'another_setting',
    employmentType: 'hospital_school',
    employerName: 'Hill Hospital',
  } as const
  test('spaces and capitals aside', () => {
    const again = { ...work, employerName: ' hill  hospital ' }
    expect(isSameWork({ work, answers: {} }, { work: again, answers: {} })).toBe(true)
  })
  test('but not with another answer about the job', () => {
    const one = { work, answers: { headteacherStatus: 'no' } } as const
    expect(isSameWork(one, { work, answers: { headteacherStatus: 'yes_over_five_years' } })).toBe(false)
  })
})

test.each([
  ['2026-09-01', 'before-current'],
  ['2026-09-02', null],
  ['2027-05-23', null],
  ['2027-05-24', 'too-far-ahead'],
])('a new job from %s', (on, because) => {
  expect(whyNotOn({ on: day(on), since: day('2026-09-02'), today: TODAY })).toBe(because)
})

describe('answers about the job', () => {
  test.each([
    ['npq-headship', {}, true],
    ['npq-headship', { sencoInRole: 'yes' }, false],
    ['npq-early-headship-coaching-offer', {}, false],
    ['npq-early-headship-coaching-offer', { headteacherStatus: 'no' }, true],
    ['npq-senco', { sencoInRole: 'yes' }, false],
    ['npq-senco', { sencoInRole: 'yes', sencoStartedOn: '2026-09-01' }, true],
    ['npq-senco', { sencoInRole: 'yes', sencoStartedOn: '2027-01-01' }, false],
    ['npq-senco', { sencoInRole: 'no_but_i_plan_to_become_one' }, true],
  ] as const)('%s with %o fits: %s', (course, job, fits) => {
    expect(jobFits({ course, job, today: TODAY })).toBe(fits)
  })
  test('replace those before, and leave what the course asked besides', () => {
    const kept = { npqhStatus: 'completed_npqh', headteacherStatus: 'no' } as const
    expect(withJobAnswers(kept, { headteacherStatus: 'yes_in_first_five_years' })).toEqual({
      npqhStatus: 'completed_npqh',
      headteacherStatus: 'yes_in_first_five_years',
    })
  })
})
