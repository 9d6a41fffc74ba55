/** Features whose browser story is told within another's: "module/feature" → the story, "module/feature" under e2e. */
export const coveredBy: Readonly<Record<string, string>> = {
  'access/home': 'access/nominate-induction-tutor',
  'access/send-nomination-link': 'access/nominate-induction-tutor',
  'access/sign-in': 'access/nominate-induction-tutor',
  'access/sign-out': 'access/nominate-induction-tutor',
  'access/staff-sign-in': 'access/nominate-induction-tutor',
  'access/start': 'access/nominate-induction-tutor',
  'access/view-person': 'access/nominate-induction-tutor',
  'access/view-school': 'access/nominate-induction-tutor',
  'support/accessibility-statement': 'support/staff-home',
  'support/cookies': 'support/staff-home',
  'support/privacy': 'support/staff-home',
}

/** Features without a page, and why. */
export const withoutPage: Readonly<Record<string, string>> = {
  'directory/add-organisation': 'organisations other than schools and trusts come with bin/seed so far',
  'directory/add-organisation-alias': 'as above',
  'directory/grant-organisation-role': 'as above',
  'directory/relate-organisations': 'as above',
}
