import { expect, test } from 'vitest'
import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { givenFacts, journey, type RawAnswers } from '#src/kit/journey.ts'
import { walkJourney } from '#src/kit/journey-walk.ts'
import { COURSE_IDENTIFIERS, type CourseIdentifier } from '../course.ts'
import { answersFit, courseAnswersFrom, courseAskAgain, coursePath, coursePrefill, jobVerify } from './course-path.ts'
import { courseSteps } from './course-steps.ts'
import { courseAnswerLines } from './course-words.ts'

const PROVIDER = '0190f3a4-0000-7000-8000-000000000001'
const SINCE = { 'startedOn-month': 'sept', 'startedOn-year': '2024' }
const TODAY = Temporal.PlainDate.from('2026-11-23')

const choosing = journey({
  name: 'choosing',
  version: 1,
  steps: courseSteps,
  path: (answers) => [...coursePath(answers), 'choose-your-provider'],
})
const samples = { 'choose-your-provider': [{ provider: PROVIDER }], 'senco-start-date': [SINCE] }

test('every page is reached, and every way ends in check answers or in a stop', () => {
  const { reached, ways } = walkJourney(choosing, samples)
  expect([...reached].sort()).toEqual(['check-answers', ...Object.keys(courseSteps)].sort())
  const ends = new Set(ways.map((way) => way.at(-1)))
  expect(ends).toEqual(new Set(['check-answers', 'ehco-unavailable', 'maths-cannot-register']))
  expect(ways.filter((way) => way.length === 3 && way.at(-1) === 'check-answers')).toHaveLength(
    COURSE_IDENTIFIERS.length - 3,
  )
})

/** Every finished set of answers, by walking. */
function* finished(raw: RawAnswers = {}): Generator<RawAnswers> {
  const step = choosing.next(raw, undefined)
  if (step === null) return yield raw
  const definition = choosing.steps[step]
  if (definition.kind === 'stop') return
  const choices: Readonly<Record<string, readonly object[]>> = samples
  const [[field, asked] = ['', null]] = Object.entries(definition.schema.shape)
  const answers = choices[step] ?? choicesOf(asked).map((choice) => ({ [field]: choice }))
  for (const answer of answers) yield* finished({ ...raw, [step]: { ...answer } })
}

const choicesOf = (schema: unknown): readonly string[] => {
  const choices = schema instanceof z.ZodType ? schema.meta()?.['choices'] : undefined
  return Array.isArray(choices) ? choices : []
}

test('what is kept fits the course, comes back as it was typed, and a course keeps no other’s answers', () => {
  const all = [...finished()]
  expect(all.length).toBeGreaterThan(20)
  for (const raw of all) {
    const answers = choosing.read(raw)
    const course = answers['choose-your-npq']?.course ?? 'npq-headship'
    const kept = courseAnswersFrom(course, answers)
    expect(answersFit(course, kept, TODAY)).toBe(true)
    expect(courseAnswersFrom(course, choosing.read(coursePrefill(kept)))).toEqual(kept)
    expect(courseAnswerLines(kept)).toHaveLength(Object.keys(kept).length)
    expect(courseAnswersFrom('npq-headship', answers)).toEqual({})
  }
})

test.each([
  ['npq-headship', {}, true],
  ['npq-headship', { sencoInRole: 'yes' }, false],
  ['npq-senco', {}, false],
  ['npq-senco', { sencoInRole: 'yes' }, false],
  ['npq-senco', { sencoInRole: 'yes', sencoStartedOn: '2026-11-01' }, true],
  ['npq-senco', { sencoInRole: 'yes', sencoStartedOn: '2026-12-01' }, false],
  ['npq-senco', { sencoInRole: 'no_but_i_plan_to_become_one', sencoStartedOn: '2026-11-01' }, false],
  ['npq-leading-primary-mathematics', { mathsTeachingForMastery: false }, false],
  ['npq-leading-primary-mathematics', { mathsTeachingForMastery: false, mathsApproach: 'cannot_show' }, false],
  ['npq-early-headship-coaching-offer', { npqhStatus: 'none', headteacherStatus: 'no' }, false],
] as const)('whether %s takes %j: %s', (course, answers, fits) => {
  expect(answersFit(course, answers, TODAY)).toBe(fits)
})

// In the service before, a changed course skipped the questions of the new one.
test('hazard 1: another course asks its own questions, whatever was answered before', () => {
  const done = { 'choose-your-npq': { course: 'npq-headship' }, 'choose-your-provider': { provider: PROVIDER } }
  expect(choosing.next(done, undefined)).toBe(null)
  const to = (course: CourseIdentifier) => choosing.next({ ...done, 'choose-your-npq': { course } }, undefined)
  expect(to('npq-senco')).toBe('senco-in-role')
  expect(to('npq-leading-primary-mathematics')).toBe('maths-eligibility-teaching-for-mastery')
  expect(to('npq-early-headship-coaching-offer')).toBe('npqh-status')
})

test('a provider that does not deliver the course chosen since is asked for again, and so is a course nobody delivers', () => {
  const headship = {
    identifier: 'npq-headship',
    shortCode: 'NPQH',
    name: 'Headship',
    kind: 'leadership',
    hasOutcome: true,
  } as const
  const withFacts = (courses: readonly (typeof headship)[], providers: readonly string[]) => {
    const facts = { courses, providers: providers.map((id) => ({ id, name: id, hint: null })) }
    return givenFacts(
      journey<typeof courseSteps, typeof facts>({
        ...{ name: 'choosing', version: 1, steps: courseSteps, askAgain: courseAskAgain },
        path: (answers) => [...coursePath(answers), 'choose-your-provider'],
      }),
      () => facts,
    )
  }
  const done = { 'choose-your-npq': { course: 'npq-headship' }, 'choose-your-provider': { provider: PROVIDER } }
  expect(withFacts([headship], [PROVIDER]).next(done)).toBe(null)
  expect(withFacts([headship], []).next(done)).toBe('choose-your-provider')
  expect(withFacts([], []).next(done)).toBe('choose-your-npq')
})

test.each([
  ['11', '2026', 0],
  ['12', '2026', 1],
])('a SENCO since %s %s, asked in November 2026', async (month, year, errors) => {
  const request = { now: Temporal.Instant.from('2026-11-23T10:00:00Z') }
  const typed = { 'startedOn-month': month, 'startedOn-year': year }
  expect(await jobVerify['senco-start-date']({ request }, typed)).toHaveLength(errors)
})
