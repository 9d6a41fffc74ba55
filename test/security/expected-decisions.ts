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
const handingOver = doors('In charge there, or was a moment ago', inCharge.decisions, all('allowed', 'replaced'))
const partners = doors('Partners of schools', asks('sign-in'), all('allowed', 'partner', 'trust'))
const batchOfTrust = doors('The trust that asked, and support', asks('sign-in'), all('allowed', 'trust', 'support'))
const holder = doors('Whose it is', asks('not-found'), all('allowed', 'viewer'))
const nobodyHere = doors('Who looks through somebody’s eyes')

type Table = Readonly<Record<string, Doors>>

const forEach = (given: Doors, ...paths: readonly string[]): Table =>
  Object.fromEntries(paths.map((path) => [path, given]))

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
  ...forEach(nobodyHere, '/view-as/stop'),
}

/** What a person of this relation meets at a door. */
export const expectedAt = ({ decisions }: Doors, relation: Relation): Decision => decisions[relation] ?? 'not-found'
