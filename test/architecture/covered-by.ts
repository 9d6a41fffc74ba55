/** Features whose browser story is told within another's: "module/feature" → the story, "module/feature" under e2e. */
export const coveredBy: Readonly<Record<string, string>> = {
  'access/answer-join-request': 'access/request-to-join',
  'access/answer-link-request': 'access/get-access',
  'access/enter-letter-code': 'access/get-access',
  'access/invite-schools': 'access/missing-tutors',
  'access/object-to-handover': 'access/hand-over',
  'access/answer-expectation': 'access/confirm-tutor',
  'access/relink-identity': 'access/one-login',
  'access/sign-in-methods': 'access/dfe-sign-in',
  'access/choose-organisation': 'access/manage-people',
  'access/correct-contacts': 'access/manage-people',
  'access/restore-person': 'access/manage-people',
  'access/own-addresses': 'access/own-account',
  'access/access-problems': 'access/staff-remedies',
  'access/access-requests': 'access/staff-remedies',
  'access/replace-tutor': 'access/staff-remedies',
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
