import { action, page, type Route } from '#src/platform/http/route.ts'
import { loadSchoolVisit, loadVisit } from '../features/partner-schools/partner.ts'
import { sendForPartner, showPartnerSchool, showPartnerSchools } from '../features/partner-schools/partner-schools.ts'
import { sendLinkForPartner } from '../features/partner-schools/send-link-for-partner.ts'
import {
  loadTrustBatch,
  planForTrust,
  showTrustBatch,
  showTrustPlan,
} from '../features/partner-schools/trust-invitation.tsx'
import { invitationPolicy, partnerPolicy } from '../invitations/invitation-policy.ts'
import { planInvitations } from '../invitations/plan-invitations.ts'

const visit = { feature: 'partner-schools', policy: partnerPolicy.see, load: loadVisit } as const

/** What providers, partners, bodies and trusts see of schools, and the link that they can have sent. */
export const partnerRoutes = [
  page('GET /partner-schools', { ...visit, handle: showPartnerSchools }),
  page('GET /partner-schools/invitations/new', { ...visit, handle: showTrustPlan }),
  action('POST /partner-schools/invitations', { ...visit, commands: [planInvitations], handle: planForTrust }),
  page('GET /partner-schools/invitations/:id', {
    feature: 'partner-schools',
    policy: invitationPolicy.seeBatch,
    load: loadTrustBatch,
    handle: showTrustBatch,
  }),
  page('GET /partner-schools/:urn', {
    feature: 'partner-schools',
    policy: partnerPolicy.seeSchool,
    load: loadSchoolVisit,
    handle: showPartnerSchool,
  }),
  action('POST /partner-schools/:urn/nomination-link', {
    feature: 'partner-schools',
    policy: partnerPolicy.sendLink,
    load: loadSchoolVisit,
    commands: [sendLinkForPartner],
    handle: sendForPartner,
  }),
] satisfies readonly Route[]
