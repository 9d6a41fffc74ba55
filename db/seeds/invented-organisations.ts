import type { OrganisationRole } from '#src/modules/directory/organisation.ts'

type RolePlan = {
  readonly role: OrganisationRole
  readonly from: string
  /** The first day without it. */
  readonly to?: string
}

export type OrganisationPlan = {
  readonly name: string
  readonly ukprn?: string
  readonly postcode?: string
  readonly roles: readonly RolePlan[]
  readonly aliases?: readonly { readonly name: string; readonly from: string; readonly to?: string }[]
}

/** The day on which today's early career training began. */
export const FIRST_DAY = '2021-09-01'

const provider = (name: string, from = FIRST_DAY, to?: string): OrganisationPlan => ({
  name,
  roles: [
    { role: 'lead-provider', from, ...(to ? { to } : {}) },
    { role: 'npq-provider', from: '2021-11-01', ...(to ? { to } : {}) },
  ],
})

export const LEAD_PROVIDERS: readonly OrganisationPlan[] = [
  provider('Alderbrook Institute of Teaching'),
  {
    ...provider('Beacon and Vale Education'),
    aliases: [{ name: 'Beacon & Vale Teacher Development', from: FIRST_DAY, to: '2023-09-01' }],
  },
  provider('Calderwater Teacher Development'),
  provider('Meridian Teaching Network', '2024-09-01'),
  provider('Saltmarsh Learning', '2023-09-01'),
  // Its contract ended; Meridian took over its schools.
  provider('Northgate Professional Learning', FIRST_DAY, '2024-09-01'),
]

const both = (name: string, from = FIRST_DAY): OrganisationPlan => ({
  name,
  roles: [
    { role: 'delivery-partner', from },
    { role: 'appropriate-body', from },
  ],
})
const partner = (name: string, from = FIRST_DAY): OrganisationPlan => ({
  name,
  roles: [{ role: 'delivery-partner', from }],
})
const body = (name: string, from = FIRST_DAY): OrganisationPlan => ({
  name,
  roles: [{ role: 'appropriate-body', from }],
})

/** Four delivery partners in five are appropriate bodies too: these under one name. */
export const HUBS: readonly OrganisationPlan[] = [
  { ...both('Candlemere Teaching School Hub'), aliases: [{ name: 'Candlemere TSH (North London)', from: FIRST_DAY }] },
  both('Thackroyd Teaching School Hub'),
  {
    ...both('Lanwinnick Teaching School Hub, Cornwall'),
    aliases: [{ name: 'Lanwinnick Teaching Alliance', from: FIRST_DAY, to: '2022-09-01' }],
  },
  both('Wethersgarth Teaching School Hub'),
  both('Eller Valley Teaching School Hub', '2022-09-01'),
  both('Hazelholme Teaching School Hub'),
  both('Porthkerrin and the Isles Teaching School Hub', '2023-09-01'),
  both('Marlgate Teaching School Hub'),
  both('Quillworth Teaching School Hub'),
]

/** These under another name: two records in two registers, one organisation. */
export const TWICE_NAMED: readonly {
  readonly partner: OrganisationPlan
  readonly body: OrganisationPlan
  readonly confidence: 'certain' | 'likely'
}[] = [
  {
    partner: partner('Plovergate Learning Partnership'),
    body: body('Plovergate Teaching School Hub'),
    confidence: 'certain',
  },
  {
    partner: partner('Craggshaw Trust Training'),
    body: body('Craggshaw Academies Appropriate Body Service'),
    confidence: 'certain',
  },
  {
    partner: partner('Southern Moors Education'),
    body: body('Southern Moors and Coast Teaching School Hub'),
    confidence: 'likely',
  },
]

export const PARTNERS_ONLY: readonly OrganisationPlan[] = [
  partner('Dunsterfold Teacher Training'),
  partner('Two Rivers Professional Development', '2022-09-01'),
  { name: 'Old Mill Training Group', roles: [{ role: 'delivery-partner', from: FIRST_DAY, to: '2024-09-01' }] },
]

export const BODIES_ONLY: readonly OrganisationPlan[] = [
  body('Fennelcombe Teaching School Hub'),
  body('Ravenshaw Teaching School Hub', '2022-09-01'),
  body('Holmedale Teaching School Hub'),
  body('National Induction Service'),
  body('Independent Schools Induction Panel (demonstration)'),
]

/** Local authorities could be chosen until August 2024. */
export const AUTHORITY_BODY_PERIOD = { from: FIRST_DAY, to: '2024-09-01' } as const

/** Hubs that a trust runs, by the trust's group UID. */
export const HUB_TRUSTS: readonly { readonly hub: string; readonly trustUid: string }[] = [
  { hub: 'Candlemere Teaching School Hub', trustUid: '90001' },
  { hub: 'Thackroyd Teaching School Hub', trustUid: '90002' },
  { hub: 'Lanwinnick Teaching School Hub, Cornwall', trustUid: '90003' },
  { hub: 'Wethersgarth Teaching School Hub', trustUid: '90004' },
  { hub: 'Eller Valley Teaching School Hub', trustUid: '90008' },
]

export const TOOK_OVER = {
  successor: 'Meridian Teaching Network',
  from: 'Northgate Professional Learning',
  on: '2024-09-01',
} as const

/** Who pays what DfE approves. */
export const PAYER: OrganisationPlan = {
  name: 'Payments operations (demonstration)',
  roles: [{ role: 'payer', from: '2023-09-01' }],
}

/** Accredited providers of initial teacher training, for mentor funding. */
export const ACCREDITED_PROVIDERS: readonly OrganisationPlan[] = [
  {
    ...{ name: 'University of the Three Counties (demonstration)', ukprn: '10999001', postcode: 'GL1 2CI' },
    roles: [{ role: 'accredited-itt-provider', from: '2023-09-01' }],
  },
  {
    ...{ name: 'Harbour and Moor Teacher Training', ukprn: '10999002', postcode: 'PL4 8CK' },
    roles: [{ role: 'accredited-itt-provider', from: '2023-09-01' }],
  },
  // Loses its accreditation in the story of claims (seed-claims.ts).
  {
    ...{ name: 'Castlegate and Wold SCITT', ukprn: '10999003', postcode: 'YO1 9CM' },
    roles: [{ role: 'accredited-itt-provider', from: '2023-09-01' }],
  },
]
