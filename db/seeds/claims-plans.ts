import type { ParticularSchool } from './particular-schools.ts'

/** Windows by days before the demonstration's today; a day to come is below nought. */
export const CLAIM_WINDOWS = [
  { yearsAgo: 1, from: 565, lastDay: 493, paid: 430 },
  { yearsAgo: 0, from: 49, lastDay: -25, paid: -67 },
] as const

/** Schools of people in the story who may claim, and others. */
export const SCHOOLS_THAT_CLAIM = [
  ...(['larkhollow', 'handedOver', 'larkrise', 'larkriseJuniors', 'twinOne', 'technical'] as const),
  ...(['college', 'begun', 'nobody'] as const),
] as const satisfies readonly ParticularSchool[]

/** Trusts, by group UID, all of whose schools may claim: Thackroyd Learning Trust. */
export const ELIGIBLE_TRUSTS = ['90002'] as const

const COUNTIES = 'University of the Three Counties (demonstration)'
const HARBOUR = 'Harbour and Moor Teacher Training'
const CASTLEGATE = 'Castlegate and Wold SCITT'
const THACKROYD = 'Thackroyd Learning Trust'

/** Its accreditation ended so long ago. */
export const LOSES_ACCREDITATION = { provider: CASTLEGATE, daysAgo: 5 } as const

/** The first batch was prepared so long ago: it holds the claims that were sent before. */
export const FIRST_BATCH_DAYS_AGO = 9
/** The payer answered it so long ago. */
export const FIRST_ANSWER_DAYS_AGO = 5

/** What becomes of a claim in the story. The payer answers the first batch, but not of those that stay with it. */
export type ClaimEnd =
  | ('draft' | 'discarded' | 'withdrawn' | 'submitted' | 'needs-provider')
  | ('with-payer' | 'unpaid' | 'paid' | 'audited' | 'clawback-proposed' | 'clawback-agreed')

export type ClaimStoryPlan = {
  /** A school of the world, or which school of the trust. */
  readonly school: ParticularSchool | number
  readonly trust?: string
  readonly by: string
  readonly provider: string
  /** By number, with hours. */
  readonly mentors: readonly (readonly [trn: string, hours: number])[]
  readonly daysAgo: number
  readonly end: ClaimEnd
}

const larkhollow = { school: 'larkhollow', by: 'Kezia Boateng' } as const
const garnetstead = { school: 'handedOver', by: 'Desmond Okoro' } as const
const thackroyd = (school: number) => ({ school, trust: THACKROYD, by: 'Colin Eyre' }) as const

/** The window of the year before: when its batch was prepared, and when the payer answered it. */
export const LAST_YEAR = { preparedDaysAgo: 480, answeredDaysAgo: 470 } as const

/** Claims that were paid in the window of the year before: for these mentors, training with the same provider is a refresher now. */
export const CLAIMS_OF_LAST_YEAR: readonly ClaimStoryPlan[] = [
  { ...larkhollow, provider: HARBOUR, mentors: [['3000101', 12]], daysAgo: 530, end: 'paid' },
  { ...garnetstead, provider: HARBOUR, mentors: [['3000106', 20]], daysAgo: 528, end: 'paid' },
]

/** Claims of three claimants, each in another state. */
export const CLAIM_STORIES: readonly ClaimStoryPlan[] = [
  { ...garnetstead, provider: COUNTIES, mentors: [['3000104', 16]], daysAgo: 10, end: 'audited' },
  { ...garnetstead, provider: COUNTIES, mentors: [['3000105', 12]], daysAgo: 10, end: 'audited' },
  { ...garnetstead, provider: COUNTIES, mentors: [['3000107', 14]], daysAgo: 10, end: 'audited' },
  { ...garnetstead, provider: HARBOUR, mentors: [['3000104', 8]], daysAgo: 10, end: 'paid' },
  { ...garnetstead, provider: HARBOUR, mentors: [['3000105', 12]], daysAgo: 10, end: 'paid' },
  { ...garnetstead, provider: COUNTIES, mentors: [['3000106', 10]], daysAgo: 10, end: 'clawback-agreed' },
  { ...garnetstead, provider: HARBOUR, mentors: [['3000107', 16]], daysAgo: 10, end: 'clawback-proposed' },
  { ...larkhollow, provider: CASTLEGATE, mentors: [['3000113', 10]], daysAgo: 7, end: 'needs-provider' },
  {
    ...{ ...larkhollow, provider: COUNTIES, daysAgo: 2, end: 'submitted' },
    mentors: [
      ['3000101', 16],
      ['3000102', 8],
    ],
  },
  // All that a refresher can be: Harbour trained her in the year before, too.
  { ...larkhollow, provider: HARBOUR, mentors: [['3000101', 6]], daysAgo: 2, end: 'submitted' },
  { ...larkhollow, provider: HARBOUR, mentors: [['3000103', 6]], daysAgo: 1, end: 'draft' },
  { ...larkhollow, provider: COUNTIES, mentors: [['3000114', 4]], daysAgo: 3, end: 'withdrawn' },
  { ...larkhollow, provider: HARBOUR, mentors: [['3000113', 3]], daysAgo: 4, end: 'discarded' },
  { ...thackroyd(0), provider: COUNTIES, mentors: [['3000108', 16]], daysAgo: 10, end: 'with-payer' },
  { ...thackroyd(0), provider: HARBOUR, mentors: [['3000109', 9]], daysAgo: 10, end: 'unpaid' },
  { ...thackroyd(1), provider: COUNTIES, mentors: [['3000110', 16]], daysAgo: 10, end: 'paid' },
  { ...thackroyd(1), provider: HARBOUR, mentors: [['3000111', 14]], daysAgo: 2, end: 'submitted' },
]
