type Above = { readonly text: string; readonly href: `/${string}` }

const HOME: Above = { text: 'Staff home', href: '/staff' }
const CLAIMS: Above = { text: 'Claims', href: '/staff/claims' }
const RULES: Above = { text: 'Rules of claims', href: '/staff/claims/rules' }

export const PAYMENTS: Above = { text: 'Payments and clawbacks', href: '/staff/claims/batches' }
export const AUDITS: Above = { text: 'Audits', href: '/staff/claims/audits' }
export const SAMPLES: Above = { text: 'Samples for audit', href: '/staff/claims/samples' }

/** The pages above one for those who help with claims and pay them, from the top. */
export const staffTrail = (...above: readonly Above[]): readonly Above[] => [HOME, CLAIMS, ...above]

/** The pages above one of the rules: whoever keeps them need not see claims. */
export const rulesTrail = (...above: readonly Above[]): readonly Above[] => [HOME, RULES, ...above]
