import { describe, expect, test } from 'vitest'
import { FUNDING_REASONS, type FundingReason, type FundingResult } from '../funding/funding.ts'
import { fundingReasonText, fundingResultText } from '../funding/funding-reasons-rules.ts'
import { choicesFor } from '../funding/outcome-rules.ts'
import { payerText } from '../funding/questions/who-pays.tsx'
import { FUNDING_CHOICES } from '../registrations/registration.ts'
import { EMPLOYMENT_TYPES, WORK_SETTINGS } from '../work-details/work-details.ts'
import { WorkDetailsValue } from '../work-details/work-details-row.ts'

// What went wrong in the words of the service before. The table is in docs/rules/npq.md, "Hazards".

const RESULTS: Readonly<Partial<Record<FundingReason, FundingResult>>> = {
  ...{ funded: 'funded', marked_funded_by_policy: 'funded' },
  ...{
    subject_to_review: 'review',
    employer_to_be_checked: 'review',
    referred_by_return_to_teaching_adviser: 'review',
  },
}

describe('hazard 7: the words of a decision say what was decided, and lead to no guidance of another year', () => {
  test.each(FUNDING_REASONS)('%s', (reason) => {
    const text = fundingReasonText[reason]
    const result = RESULTS[reason] ?? 'not-funded'
    if (result === 'funded') expect(text).not.toMatch(/\bnot\b|no scholarship/i)
    if (result === 'review') expect(text).toMatch(/we will tell you/i)
    if (result !== 'review') expect(text).not.toMatch(/we (will )?check/i)
    expect(text).not.toMatch(/https?:|www[.]|\b20\d\d\b/)
  })

  test('and so does the result beside them', () => {
    expect(fundingResultText.funded).not.toMatch(/\bnot\b/i)
    expect(fundingResultText['not-funded']).toMatch(/^Not /)
  })
})

test('hazard 11: `employer` as who pays is offered to nobody, and keeps its words where it was stored', () => {
  for (const setting of WORK_SETTINGS) {
    for (const worksInEngland of [true, false])
      expect(choicesFor({ setting, worksInEngland })).not.toContain('employer')
  }
  expect(FUNDING_CHOICES).toContain('employer')
  expect(payerText.employer).toBe('My employer pays')
})

test('hazard 11: `other` as employment is no answer, in a form or stored', () => {
  expect(EMPLOYMENT_TYPES).not.toContain('other')
  const work = { worksInEngland: true, setting: 'another_setting', employerName: 'Hill Hospital School' }
  expect(WorkDetailsValue.safeParse({ ...work, employmentType: 'hospital_school' }).success).toBe(true)
  expect(WorkDetailsValue.safeParse({ ...work, employmentType: 'other' }).success).toBe(false)
})
