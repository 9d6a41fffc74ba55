import { describe, expect, test } from 'vitest'
import { givenFacts, journey, type RawAnswers } from '#src/kit/journey.ts'
import { EMPLOYMENT_TYPES, NURSERY_KINDS, WORK_SETTINGS, type WorkDetails } from '../work-details.ts'
import { rawAnswersOf, workDetailsFrom, workDetailsIn } from './work-details-from.ts'
import { type PathFacts, type WorkplaceProblem, workPath, workSteps } from './work-steps.ts'
import { factsOf } from './work-summary.tsx'

const work = journey({ name: 'work', version: 1, steps: workSteps, path: workPath })
const walked = (problem: WorkplaceProblem | null = null) =>
  givenFacts<typeof workSteps, PathFacts>(work, () => ({ problem }))

const PLACE = '0190f3a4-0000-7000-8000-000000000001'

/** Every answer that a question takes; words for those that take any. */
const ANSWERS: Readonly<Record<string, readonly Record<string, string>[]>> = {
  'teacher-catchment': [{ worksInEngland: 'yes' }, { worksInEngland: 'no' }],
  country: [{ country: 'Wales' }],
  'work-setting': WORK_SETTINGS.map((setting) => ({ setting })),
  'kind-of-nursery': NURSERY_KINDS.map((nurseryKind) => ({ nurseryKind })),
  'choose-school': [{ workplace: PLACE }],
  'choose-childcare-provider': [{ workplace: PLACE }],
  'have-ofsted-urn': [{ hasOfstedUrn: 'yes' }, { hasOfstedUrn: 'no' }],
  'choose-private-childcare-provider': [{ workplace: 'EY123456' }],
  'your-employment': EMPLOYMENT_TYPES.map((employmentType) => ({ employmentType })),
  'your-role': [{ role: 'Supply teacher' }],
  'your-employer': [{ employerName: 'Camden' }],
  'itt-provider': [{ ittProvider: PLACE }],
  'referred-by-return-to-teaching-adviser': [{ wasReferred: 'yes' }, { wasReferred: 'no' }],
}

/** Every way through, by answering each question in every way. */
function everyWay(raw: RawAnswers = {}): readonly RawAnswers[] {
  const next = walked().next(raw)
  return next === null ? [raw] : (ANSWERS[next] ?? []).flatMap((answer) => everyWay({ ...raw, [next]: answer }))
}

describe('every combination of answers', () => {
  const ways = everyWay()

  test('leads to work details that fit the setting, through every question and no other', () => {
    // 6 settings abroad; 3 schools, 2 public nurseries, 3 private ones with and without URN, 5 employments, 2 others.
    expect(ways).toHaveLength(6 + 3 + 2 + 6 + 5 + 2)
    const asked = new Set(ways.flatMap((raw) => Object.keys(raw)))
    expect([...asked].toSorted()).toEqual(Object.keys(ANSWERS).toSorted())
    for (const raw of ways) {
      const details = workDetailsFrom(walked().read(raw))
      expect(details.setting).toBe(raw['work-setting']?.['setting'])
      expect(details.worksInEngland).toBe(raw['teacher-catchment']?.['worksInEngland'] === 'yes')
    }
  })

  test('is read back as it was typed, and told in the order of the questions', () => {
    for (const raw of ways) {
      const details = workDetailsFrom(walked().read(raw))
      expect(rawAnswersOf({ details })).toEqual(raw)
      const steps = factsOf(details, { workplace: 'Fernhill', ittProvider: 'Ash' }).map(({ step }) => step)
      expect(steps).toEqual(walked().answered(raw))
    }
  })

  test('gives no work details one answer before its end', () => {
    for (const raw of ways) {
      const [last = ''] = walked().answered(raw).slice(-1)
      const { [last]: _, ...others } = raw
      expect(workDetailsIn(walked().read(others))).toBeNull()
    }
  })
})

test('answers that the setting no longer asks for never reach the work details', () => {
  const everything = Object.fromEntries(
    Object.entries(ANSWERS).flatMap(([step, [first]]) => (first ? [[step, first]] : [])),
  )
  const read = walked().read({ ...everything, 'work-setting': { setting: 'a_school' } })
  expect(workDetailsFrom(read)).toEqual({
    worksInEngland: true,
    setting: 'a_school',
    organisationId: PLACE,
  } satisfies WorkDetails)
  expect(walked().prune({ ...everything, 'work-setting': { setting: 'other' } })).toEqual({
    'teacher-catchment': { worksInEngland: 'yes' },
    'work-setting': { setting: 'other' },
    'referred-by-return-to-teaching-adviser': { wasReferred: 'yes' },
  })
})

test.each(['closed', 'not-in-england', 'unknown', 'not-accredited'] as const)(
  'a workplace that is %s stops it',
  (why) => {
    const raw = rawAnswersOf({ details: { worksInEngland: true, setting: 'a_school', organisationId: PLACE } })
    expect(walked(why).next(raw)).toBe('cannot-use-workplace')
    expect(walked().next(raw)).toBeNull()
  },
)

test('a country that was never told is asked for', () => {
  const raw = rawAnswersOf({ details: { worksInEngland: false, setting: 'other', country: null } })
  expect(walked().next(raw)).toBe('country')
})
