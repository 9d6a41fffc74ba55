/** The kinds of the desk's taxonomy that somebody at the door can choose. Stable keys. Source: support-desk taxonomy, "access". */
export const PROBLEM_KINDS = [
  'access.signin.link-not-arrived',
  'access.signin.link-expired-or-used',
  'access.signin.locked-out',
  'access.signin.unregistered-email',
  'access.signin.other-person-registered',
  'access.signin.leaver-no-handover',
  'access.signin.wrong-account',
  'access.signup.not-aware',
] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** The address of a problem's remedy ends in its name. */
export const PROBLEM_NAMES = [
  'no-email',
  'dead-link',
  'code-refused',
  'which-address',
  'somebody-else',
  'tutor-left',
  'wrong-account',
  'never-registered',
] as const
export type ProblemName = (typeof PROBLEM_NAMES)[number]

type Problem = { readonly kind: ProblemKind; readonly text: string; readonly hint?: string }

/** What people choose from, in the order of how often it happens. */
export const PROBLEMS: Readonly<Record<ProblemName, Problem>> = {
  'somebody-else': {
    kind: 'access.signin.other-person-registered',
    text: 'Somebody else at my school is registered, and I need access too',
  },
  'tutor-left': {
    kind: 'access.signin.leaver-no-handover',
    text: 'Our induction tutor has left and nobody has taken over',
  },
  'no-email': { kind: 'access.signin.link-not-arrived', text: 'The email to sign in does not arrive' },
  'dead-link': { kind: 'access.signin.link-expired-or-used', text: 'The link in the email does not work' },
  'code-refused': { kind: 'access.signin.locked-out', text: 'My code is not accepted' },
  'which-address': {
    kind: 'access.signin.unregistered-email',
    text: 'I do not know which email address to use',
  },
  'wrong-account': {
    kind: 'access.signin.wrong-account',
    text: 'I get the wrong account, or no account, with DfE Sign-in or GOV.UK One Login',
  },
  'never-registered': { kind: 'access.signup.not-aware', text: 'I have never registered' },
}

/** The order of the page. */
export const PROBLEMS_BY_FREQUENCY: readonly ProblemName[] = [
  'somebody-else',
  'tutor-left',
  'no-email',
  'dead-link',
  'code-refused',
  'which-address',
  'wrong-account',
  'never-registered',
]

export const problemNamed = (name: string): ProblemName | null => PROBLEM_NAMES.find((known) => known === name) ?? null

/** Reports from one internet address that are counted: a robot must not fill the history. Source: ours. */
export const REPORTS_FROM_ONE_IP = { limit: 60, seconds: 3_600 } as const
