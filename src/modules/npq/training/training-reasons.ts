/** Why training is put off. Source: the public contract of the providers' API. */
export const DEFERRAL_REASONS = [
  'bereavement',
  'long-term-sickness',
  'parental-leave',
  'career-break',
  'other',
] as const
export type DeferralReason = (typeof DEFERRAL_REASONS)[number]

/** Why somebody leaves the course. Source: as above, with its stray full stop, which clients send. */
export const WITHDRAWAL_REASONS = [
  'insufficient-capacity-to-undertake-programme',
  'personal-reason-health-or-pregnancy-related',
  'personal-reason-moving-school',
  'personal-reason-other',
  'insufficient-capacity',
  'change-in-developmental-or-personal-priorities',
  'change-in-school-circumstances',
  'change-in-school-leadership',
  'quality-of-programme-structure-not-suitable.',
  'quality-of-programme-content-not-suitable',
  'quality-of-programme-facilitation-not-effective',
  'quality-of-programme-accessibility',
  'quality-of-programme-other',
  'programme-not-appropriate-for-role-and-cpd-needs',
  'started-in-error',
  'expected-commitment-unclear',
  'other',
] as const
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number]

export const deferralText: Readonly<Record<DeferralReason, string>> = {
  bereavement: 'bereavement',
  'long-term-sickness': 'long-term sickness',
  'parental-leave': 'parental leave',
  'career-break': 'career break',
  other: 'another reason',
}

export const withdrawalText: Readonly<Record<WithdrawalReason, string>> = {
  'insufficient-capacity-to-undertake-programme': 'not enough time for the course',
  'personal-reason-health-or-pregnancy-related': 'health or pregnancy',
  'personal-reason-moving-school': 'moving school',
  'personal-reason-other': 'another personal reason',
  'insufficient-capacity': 'not enough time',
  'change-in-developmental-or-personal-priorities': 'priorities changed',
  'change-in-school-circumstances': 'circumstances at the school changed',
  'change-in-school-leadership': 'leadership of the school changed',
  'quality-of-programme-structure-not-suitable.': 'structure of the course',
  'quality-of-programme-content-not-suitable': 'content of the course',
  'quality-of-programme-facilitation-not-effective': 'teaching of the course',
  'quality-of-programme-accessibility': 'accessibility of the course',
  'quality-of-programme-other': 'quality of the course',
  'programme-not-appropriate-for-role-and-cpd-needs': 'course did not fit the role',
  'started-in-error': 'started by mistake',
  'expected-commitment-unclear': 'commitment was not clear',
  other: 'another reason',
}
