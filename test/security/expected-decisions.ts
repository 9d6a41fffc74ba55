import { registerJourney } from '#src/modules/npq/features/register/journey.ts'
import type { Decision } from './door.ts'
import { RELATIONS, type Relation } from './people.ts'

/** Who may pass a door. Whoever is not named finds nothing there. */
export type Doors = { readonly name: string; readonly decisions: Readonly<Partial<Record<Relation, Decision>>> }

const all = (decision: Decision, ...relations: readonly Relation[]) =>
  Object.fromEntries(relations.map((relation) => [relation, decision]))

/** Nobody known, and whoever has an account that no longer counts. */
const asks = (decision: Decision) => all(decision, 'nobody', 'disabled')

const doors = (name: string, ...decisions: readonly Doors['decisions'][]): Doors => ({
  name,
  decisions: Object.assign({}, ...decisions),
})

const KNOWN = RELATIONS.filter((relation) => relation !== 'nobody' && relation !== 'disabled')

const everybody = doors('Everybody', all('allowed', ...RELATIONS))
const signedIn = doors('Whoever is signed in', asks('sign-in'), all('allowed', ...KNOWN))
const staff = doors('Staff', asks('sign-in'), all('allowed', 'support', 'data', 'operate'))
const support = doors('Support', asks('sign-in'), all('allowed', 'support'))
const supportAlone = doors('Support, asked to sign in as staff', asks('staff-sign-in'), all('allowed', 'support'))
const dataAlone = doors('Reference data, asked to sign in as staff', asks('staff-sign-in'), all('allowed', 'data'))
const supportOrData = doors('Support and reference data', asks('staff-sign-in'), all('allowed', 'support', 'data'))
const staffAlone = doors(
  'Staff, asked to sign in as staff',
  asks('staff-sign-in'),
  all('allowed', 'support', 'data', 'operate'),
)
const referenceData = doors('Reference data', asks('sign-in'), all('allowed', 'data'))
const colleagues = doors(
  'Everybody there, and staff',
  asks('sign-in'),
  all('allowed', 'viewer', 'claims', 'administrator', 'tutor', 'trust', 'support', 'data', 'operate'),
)
const inCharge = doors('In charge there', asks('sign-in'), all('allowed', 'administrator', 'tutor', 'trust'))
const inChargeOrSupport = doors('In charge there, and support', inCharge.decisions, all('allowed', 'support'))
const managers = doors(
  'In charge there, and support; others who see it are told',
  inChargeOrSupport.decisions,
  all('not-allowed', 'viewer', 'claims', 'data', 'operate'),
)
const correctors = doors(
  'In charge there, and support; colleagues are told',
  inChargeOrSupport.decisions,
  all('not-allowed', 'viewer', 'claims'),
)
const tokenHolders = doors(
  'Administrators there, and support',
  asks('sign-in'),
  all('allowed', 'administrator', 'trust', 'support'),
)
const handingOver = doors('In charge there, or was a moment ago', inCharge.decisions, all('allowed', 'replaced'))
const partners = doors('Partners of schools', asks('sign-in'), all('allowed', 'partner', 'trust'))
const batchOfTrust = doors('The trust that asked, and support', asks('sign-in'), all('allowed', 'trust', 'support'))
const holder = doors('Whose it is', asks('not-found'), all('allowed', 'viewer'))
const owner = doors('Whose registration it is', asks('sign-in'), all('allowed', 'viewer'))
const ownerOrSupport = doors(
  'Whose registration it is, and support',
  asks('sign-in'),
  all('allowed', 'viewer', 'support'),
)
const ofProvider = doors(
  'Who looks after participants there, and support',
  asks('sign-in'),
  all('allowed', 'administrator', 'claims', 'trust', 'support'),
)
const nobodyHere = doors('Who looks through somebody’s eyes')

type Table = Readonly<Record<string, Doors>>

const forEach = (given: Doors, ...paths: readonly string[]): Table =>
  Object.fromEntries(paths.map((path) => [path, given]))

/** The questions about work, which several journeys ask. */
const WORK_STEPS = [
  ...['teacher-catchment', 'country', 'work-setting', 'kind-of-nursery', 'choose-school', 'choose-childcare-provider'],
  ...['have-ofsted-urn', 'choose-private-childcare-provider', 'your-employment', 'your-role', 'your-employer'],
  ...['itt-provider', 'referred-by-return-to-teaching-adviser', 'cannot-use-workplace', 'check-answers'],
]
const CHANGE_WORK = '/npq/registrations/:registrationId/change-work-details'
const CHANGE_WORK_STEPS = [
  ...['what-changes-now', 'nothing-changed', 'kind-of-change', 'first-day', 'funding-outcome', 'who-pays', 'reason'],
  ...['who-pays-at-school', 'ehco-headteacher', 'ehco-new-headteacher', 'senco-in-role', 'senco-start-date'],
]

/** Who may come to each address, by GET or POST. An address that is not here fails the test: say who may, in one word. */
export const EXPECTED: Table = {
  ...forEach(everybody, '/', '/schools', '/schools/suggestions', '/schools/:urn', '/schools/:urn/access'),
  ...forEach(everybody, '/schools/:urn/link-request', '/schools/:urn/letter', '/cookies', '/privacy'),
  ...forEach(everybody, '/accessibility-statement', '/sign-out', '/account/email-addresses/link/:token'),
  // Links to a mailbox: the handler asks for the secret, and a page that has none says so.
  ...forEach(everybody, '/link-requests/:token', '/link-requests/:token/resend', '/link-requests/:token/next-channel'),
  ...forEach(everybody, '/link-requests/:token/help', '/join-requests/:token', '/join-requests/:token/withdraw'),
  ...forEach(everybody, '/answer-join-request', '/answer-join-request/link/:token', '/answer-join-request/approve'),
  ...forEach(everybody, '/answer-join-request/refuse', '/object-to-handover', '/object-to-handover/link/:token'),
  ...forEach(
    everybody,
    '/object-to-handover/done',
    '/confirm-tutor',
    '/confirm-tutor/link/:token',
    '/confirm-tutor/done',
  ),
  ...forEach(everybody, '/schools/:urn/join-request', '/schools/:urn/join-request/sent'),
  ...forEach(
    everybody,
    '/organisations/:organisationId/join-request',
    '/organisations/:organisationId/join-request/sent',
  ),
  ...forEach(everybody, '/nominate-induction-tutor', '/nominate-induction-tutor/link/:token'),
  ...forEach(everybody, '/nominate-induction-tutor/nominated', '/nominate-induction-tutor/no-early-career-teachers'),
  ...forEach(everybody, '/nominate-induction-tutor/nomination-link', '/nominate-induction-tutor/expectation'),
  ...forEach(everybody, '/nominate-induction-tutor/:draft/how-to-continue', '/nominate-induction-tutor/:draft/name'),
  ...forEach(everybody, '/nominate-induction-tutor/:draft/email', '/nominate-induction-tutor/:draft/check-answers'),
  // The doors themselves.
  ...forEach(
    everybody,
    '/sign-in',
    '/sign-in/check-your-email',
    '/sign-in/code',
    '/sign-in/link/:token',
    '/sign-in/link',
  ),
  ...forEach(everybody, '/sign-in/confirm', '/sign-in/problems', '/sign-in/problems/:problem'),
  ...forEach(everybody, '/staff-sign-in', '/staff-sign-in/callback', '/dfe-sign-in', '/dfe-sign-in/callback'),
  ...forEach(everybody, '/dfe-sign-in/organisation', '/dfe-sign-in/new', '/dfe-sign-in/account'),
  ...forEach(everybody, '/one-login', '/one-login/callback', '/one-login/new', '/one-login/account'),

  ...forEach(signedIn, '/home', '/home/organisation', '/account', '/account/name', '/account/sessions/end-others'),
  ...forEach(
    signedIn,
    '/account/sessions/:sessionId/end',
    '/account/email-addresses/add',
    '/account/email-addresses/sent',
  ),
  ...forEach(signedIn, '/account/email-addresses/confirmation', '/account/sign-in-methods'),
  ...forEach(signedIn, '/account/sign-in-methods/disconnect', '/staff-sign-in/again'),
  ...forEach(signedIn, '/dfe-sign-in/connect', '/one-login/connect'),
  ...forEach(holder, '/account/email-addresses/:addressId/removal'),

  ...forEach(colleagues, '/organisations/:organisationId/people', '/organisations/:organisationId/contacts'),
  ...forEach(colleagues, '/organisations/:organisationId/people/:membershipId/removal'),
  ...forEach(managers, '/organisations/:organisationId/people/add'),
  ...forEach(managers, '/organisations/:organisationId/people/:membershipId/role'),
  ...forEach(managers, '/organisations/:organisationId/people/:membershipId/restoration'),
  ...forEach(correctors, '/organisations/:organisationId/contacts/:channel'),
  ...forEach(correctors, '/organisations/:organisationId/contacts/:channel/gias'),
  ...forEach(handingOver, '/organisations/:organisationId/handover', '/organisations/:organisationId/handover/named'),
  ...forEach(
    handingOver,
    ...['successor', 'name', 'email', 'their-access', 'last-day', 'check-answers'].map(
      (step) => `/organisations/:organisationId/handover/:draft/${step}`,
    ),
  ),
  ...forEach(inChargeOrSupport, '/organisations/:organisationId/handover/:handoverId'),
  ...forEach(support, '/organisations/:organisationId/handover/:handoverId/undo'),
  ...forEach(inCharge, '/organisations/:organisationId/confirm-tutor'),
  ...forEach(inChargeOrSupport, '/organisations/:organisationId/expectation'),
  ...forEach(inChargeOrSupport, '/organisations/:organisationId/expectation/saved'),
  ...forEach(inChargeOrSupport, '/organisations/:organisationId/join-requests/:id'),
  ...forEach(inChargeOrSupport, '/organisations/:organisationId/join-requests/:id/approve'),
  ...forEach(inChargeOrSupport, '/organisations/:organisationId/join-requests/:id/refuse'),

  ...forEach(everybody, '/api/guidance', '/api/guidance/:topic', '/api/v3/openapi.json'),
  ...forEach(support, '/staff/api-tokens'),
  ...forEach(
    tokenHolders,
    '/organisations/:organisationId/api-tokens',
    '/organisations/:organisationId/api-tokens/new',
  ),
  ...forEach(tokenHolders, '/organisations/:organisationId/api-tokens/:tokenId/rotation'),
  ...forEach(tokenHolders, '/organisations/:organisationId/api-tokens/:tokenId/revocation'),

  ...forEach(partners, '/partner-schools', '/partner-schools/invitations', '/partner-schools/invitations/new'),
  ...forEach(partners, '/partner-schools/:urn', '/partner-schools/:urn/nomination-link'),
  ...forEach(batchOfTrust, '/partner-schools/invitations/:id'),

  ...forEach(staff, '/staff', '/organisations', '/organisations/:id', '/people', '/people/:accountId'),
  ...forEach(staff, '/staff/access-problems', '/staff/access-problems/file'),
  ...forEach(referenceData, '/imports', '/imports/:id', '/imports/:id/application'),
  ...forEach(
    support,
    '/people/:accountId/addresses/:addressId/unlock',
    '/people/:accountId/addresses/:addressId/correct',
  ),
  ...forEach(support, '/people/:accountId/addresses/:addressId/undo', '/people/:accountId/disable'),
  ...forEach(support, '/people/:accountId/enable', '/people/:accountId/end-sessions', '/people/:accountId/identities'),
  ...forEach(
    support,
    '/people/:accountId/merge',
    '/people/:accountId/merge/:otherAccountId',
    '/people/:accountId/merge/:otherAccountId/refusal',
    '/merges/:mergeId',
    '/merges/:mergeId/undo',
    '/people/:accountId/teacher-reference-number',
  ),
  ...forEach(everybody, '/account/teacher-reference-number/link/:token'),
  ...forEach(everybody, '/teacher-sign-up', '/teacher-sign-up/link/:token'),
  ...forEach(
    signedIn,
    '/account/teacher-reference-number',
    '/account/teacher-reference-number/other-account',
    '/account/teacher-reference-number/other-account/link',
    '/account/teacher-reference-number/other-account/staff',
    '/account/teacher-reference-number/confirmation',
  ),
  ...forEach(support, '/people/:accountId/identities/move', '/view-as/:accountId'),
  ...forEach(support, '/schools/:urn/nomination-link', '/schools/:urn/resend-link', '/schools/:urn/replace-tutor'),
  ...forEach(
    support,
    '/staff/missing-tutors',
    '/staff/missing-tutors/local-authorities',
    '/staff/missing-tutors/trusts',
  ),
  ...forEach(support, '/staff/missing-tutors/export', '/staff/invitations', '/staff/invitations/new'),
  ...forEach(support, '/staff/invitations/:id', '/staff/invitations/:id/export', '/staff/invitations/:id/stop'),
  ...forEach(support, '/staff/handovers/:handoverId', '/staff/access-requests'),
  ...forEach(
    supportAlone,
    '/staff/link-requests/:id',
    '/staff/link-requests/:id/answer',
    '/staff/link-requests/:id/take-back',
  ),
  ...forEach(
    ownerOrSupport,
    ...['change-course', 'change-provider'].flatMap((change) => {
      const at = `/npq/registrations/:registrationId/${change}`
      return [at, `${at}/done`, `${at}/take-back`]
    }),
  ),
  ...forEach(
    ownerOrSupport,
    ...['choose-your-npq', 'already-registered', 'no-rules', 'npqh-status', 'ehco-unavailable', 'ehco-headteacher']
      .concat('ehco-new-headteacher', 'maths-eligibility-teaching-for-mastery', 'maths-understanding-of-approach')
      .concat('maths-cannot-register', 'senco-in-role', 'senco-start-date', 'funding-outcome', 'who-pays')
      .concat('who-pays-at-school', 'choose-your-provider', 'reason', 'check-answers')
      .map((step) => `/npq/registrations/:registrationId/change-course/:draft/${step}`),
  ),
  ...forEach(
    ownerOrSupport,
    ...['nobody-else', 'choose-your-provider', 'reason', 'check-answers'].map(
      (step) => `/npq/registrations/:registrationId/change-provider/:draft/${step}`,
    ),
  ),
  ...forEach(owner, '/npq/registrations/:registrationId/registered'),
  ...forEach(signedIn, '/npq/registrations', '/npq/work-details', '/npq/work-details/told'),
  ...forEach(ownerOrSupport, '/npq/registrations/:registrationId', CHANGE_WORK, `${CHANGE_WORK}/changed`),
  ...forEach(ownerOrSupport, ...[...CHANGE_WORK_STEPS, ...WORK_STEPS].map((step) => `${CHANGE_WORK}/:draft/${step}`)),
  ...forEach(signedIn, ...['first-day', ...WORK_STEPS].map((step) => `/npq/work-details/:draft/${step}`)),
  ...forEach(ownerOrSupport, '/npq/registrations/:registrationId/withdrawal'),
  ...forEach(ownerOrSupport, '/npq/registrations/:registrationId/withdrawal/done'),
  ...forEach(ofProvider, '/organisations/:organisationId/npq-release-requests'),
  ...forEach(ofProvider, '/organisations/:organisationId/npq-release-requests/:requestId'),
  ...forEach(everybody, '/npq', '/npq/workplaces/suggestions'),
  ...forEach(signedIn, '/npq/register', '/npq/register/:draft/check-answers'),
  ...forEach(signedIn, ...Object.keys(registerJourney.steps).map((step) => `/npq/register/:draft/${step}`)),
  ...forEach(
    everybody,
    '/npq/funding',
    ...['course-start-date', 'teacher-catchment', 'country', 'work-setting', 'kind-of-nursery', 'choose-school']
      .concat('choose-childcare-provider', 'have-ofsted-urn', 'choose-private-childcare-provider', 'your-employment')
      .concat('your-role', 'your-employer', 'itt-provider', 'referred-by-return-to-teaching-adviser')
      .concat('cannot-use-workplace', 'choose-your-npq', 'ehco-headteacher', 'ehco-new-headteacher', 'check-answers')
      .map((step) => `/npq/funding/:draft/${step}`),
  ),
  ...forEach(supportOrData, '/staff/npq/lists', '/staff/npq/lists/:list/versions/:versionId'),
  ...forEach(supportOrData, '/staff/npq/lists/:list/versions/:versionId/file', '/staff/npq/scenarios'),
  ...forEach(supportOrData, '/staff/npq/scenarios/:runId', '/staff/npq/scenarios/:runId/file'),
  // Looking is for support as well; a new version is not.
  ...forEach(supportOrData, '/staff/npq/lists/:list'),
  ...forEach(dataAlone, '/staff/npq/lists/:list/upload', '/staff/npq/lists/:list/versions/:versionId/application'),
  ...forEach(dataAlone, '/staff/npq/lists/:list/versions/:versionId/discard'),
  ...forEach(dataAlone, '/staff/npq/lists/:list/versions/:versionId/taking-back'),
  ...forEach(supportAlone, '/staff/npq', '/staff/npq/registrations/:registrationId'),
  ...forEach(supportAlone, '/staff/npq/registrations/:registrationId/revert'),
  ...forEach(supportAlone, '/staff/npq/registrations/:registrationId/reject'),
  ...forEach(supportAlone, '/staff/npq/bulk', '/staff/npq/bulk/:id', '/staff/npq/bulk/:id/file'),
  ...forEach(
    supportAlone,
    '/staff/npq/duplicates',
    '/staff/npq/duplicates/registrations',
    '/staff/npq/duplicates/file',
  ),
  ...forEach(staffAlone, '/staff/npq/offers'),
  ...forEach(dataAlone, '/staff/npq/offers/:cohort/:course'),
  ...forEach(supportAlone, '/staff/npq/reviews', '/staff/npq/reviews/funded-places'),
  ...forEach(supportAlone, '/staff/npq/reviews/:registrationId', '/staff/npq/reviews/:registrationId/notes'),
  ...forEach(supportAlone, '/staff/npq/reviews/:registrationId/assignment'),
  ...forEach(supportAlone, '/staff/npq/registrations/:registrationId/funding'),
  ...forEach(nobodyHere, '/view-as/stop'),
}

/** What a person of this relation meets at a door. */
export const expectedAt = ({ decisions }: Doors, relation: Relation): Decision => decisions[relation] ?? 'not-found'
