import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { type ClaimPlace, claimOfAddress } from '../claims/claim-place.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { discardDraft } from '../claims/discard-draft.ts'
import { nameProvider } from '../claims/name-provider.ts'
import { saveDraft } from '../claims/save-draft.ts'
import { submitClaim } from '../claims/submit-claim.ts'
import { withdrawClaim } from '../claims/withdraw-claim.ts'
import { acceptConditions } from '../conditions/accept-conditions.ts'
import { conditionsPolicy } from '../conditions/conditions-policy.ts'
import { takeBackAcceptance } from '../conditions/take-back-acceptance.ts'
import { takeFile } from '../exports/take-file.ts'
import { sendAnotherProvider, showAnotherProvider } from '../features/claim/another-provider.tsx'
import { showClaim } from '../features/claim/claim.ts'
import { sendDiscarding, sendWithdrawal, showDiscarding, showWithdrawal } from '../features/claim/endings.tsx'
import { exportClaims, showClaims } from '../features/claims/claims.ts'
import { showStart } from '../features/claims-start/claims-start.ts'
import {
  type ConditionsPlace,
  conditionsPlace,
  sendAcceptance,
  sendTakingBack,
  showConditions,
} from '../features/grant-conditions/grant-conditions.ts'
import { sendClaim, showCheckAnswers } from '../features/new-claim/check-answers-step.tsx'
import { sendConfirmHours, showConfirmHours } from '../features/new-claim/confirm-hours-step.tsx'
import { ofDraft } from '../features/new-claim/draft.ts'
import { sendHours, showHours } from '../features/new-claim/hours-step.tsx'
import { sendMentorsStep, showMentorsStep } from '../features/new-claim/mentors-step.tsx'
import { sendNew, sendProvider, showNew, showProvider, suggestProviders } from '../features/new-claim/provider-step.tsx'
import { showSent } from '../features/new-claim/sent-page.tsx'
import { type SchoolPlace, schoolOfAddress } from '../places/school-place.ts'

const SCHOOL = '/organisations/:organisationId'
const list = { feature: 'claims', policy: claimPolicy.viewAsSchool, load: schoolOfAddress } as const
const begin = { feature: 'new-claim', policy: claimPolicy.claimantOrSupport, load: schoolOfAddress } as const
const draft = { feature: 'new-claim', policy: claimPolicy.claimantOrSupport, load: claimOfAddress } as const
/** Only the school agrees to the declaration. */
const send = { feature: 'new-claim', policy: claimPolicy.claimant, load: claimOfAddress } as const
const change = { feature: 'claim', policy: claimPolicy.claimantOrSupport, load: claimOfAddress } as const
const commands = [saveDraft] as const

const conditions = { feature: 'grant-conditions', load: conditionsPlace } as const

/** The public start page, a school's claims, the questions of a new one, and the conditions of the grant. */
export const schoolClaimRoutes: readonly Route[] = [
  page('GET /claims', { feature: 'claims-start', policy: everyone, handle: showStart }),
  page<ConditionsPlace>(`GET ${SCHOOL}/grant-conditions`, {
    ...{ ...conditions, policy: conditionsPolicy.view, handle: showConditions },
  }),
  action<ConditionsPlace>(`POST ${SCHOOL}/grant-conditions/acceptance`, {
    ...{ ...conditions, policy: conditionsPolicy.accept, commands: [acceptConditions], handle: sendAcceptance },
  }),
  action<ConditionsPlace>(`POST ${SCHOOL}/grant-conditions/taking-back`, {
    ...{ ...conditions, policy: conditionsPolicy.takeBack, commands: [takeBackAcceptance], handle: sendTakingBack },
  }),
  page<SchoolPlace>(`GET ${SCHOOL}/claims`, { ...list, handle: showClaims }),
  page<SchoolPlace>(`GET ${SCHOOL}/claims/export`, { ...list, priority: 'low', handle: exportClaims }),
  action<SchoolPlace>(`POST ${SCHOOL}/claims/export`, {
    ...{ ...list, priority: 'low', commands: [takeFile], handle: exportClaims },
  }),
  page<SchoolPlace>(`GET ${SCHOOL}/new-claim`, { ...begin, handle: showNew }),
  action<SchoolPlace>(`POST ${SCHOOL}/new-claim`, { ...begin, commands, handle: sendNew }),
  page<SchoolPlace>(`GET ${SCHOOL}/new-claim/suggestions`, {
    ...{ ...begin, priority: 'low', handle: suggestProviders },
  }),
  page<ClaimPlace>('GET /claims/:claimId/provider', { ...draft, handle: ofDraft(showProvider) }),
  action<ClaimPlace>('POST /claims/:claimId/provider', { ...draft, commands, handle: ofDraft(sendProvider) }),
  page<ClaimPlace>('GET /claims/:claimId/mentors', { ...draft, handle: ofDraft(showMentorsStep) }),
  action<ClaimPlace>('POST /claims/:claimId/mentors', { ...draft, commands, handle: ofDraft(sendMentorsStep) }),
  page<ClaimPlace>('GET /claims/:claimId/hours', { ...draft, handle: ofDraft(showHours) }),
  action<ClaimPlace>('POST /claims/:claimId/hours', { ...draft, commands, handle: ofDraft(sendHours) }),
  page<ClaimPlace>('GET /claims/:claimId/confirm-hours', { ...draft, handle: ofDraft(showConfirmHours) }),
  action<ClaimPlace>('POST /claims/:claimId/confirm-hours', { ...draft, commands, handle: ofDraft(sendConfirmHours) }),
  page<ClaimPlace>('GET /claims/:claimId/check-answers', { ...send, handle: ofDraft(showCheckAnswers) }),
  action<ClaimPlace>('POST /claims/:claimId/check-answers', {
    ...send,
    commands: [submitClaim],
    handle: ofDraft(sendClaim),
  }),
  page<ClaimPlace>('GET /claims/:claimId/sent', { ...send, handle: showSent }),
  page<ClaimPlace>('GET /claims/:claimId', {
    ...{ feature: 'claim', policy: claimPolicy.view, load: claimOfAddress },
    handle: showClaim,
  }),
  page<ClaimPlace>('GET /claims/:claimId/withdrawal', { ...change, handle: showWithdrawal }),
  action<ClaimPlace>('POST /claims/:claimId/withdrawal', {
    ...{ ...change, commands: [withdrawClaim], handle: sendWithdrawal },
  }),
  page<ClaimPlace>('GET /claims/:claimId/discarding', { ...change, handle: showDiscarding }),
  action<ClaimPlace>('POST /claims/:claimId/discarding', {
    ...{ ...change, commands: [discardDraft], handle: sendDiscarding },
  }),
  page<ClaimPlace>('GET /claims/:claimId/another-provider', { ...change, handle: showAnotherProvider }),
  action<ClaimPlace>('POST /claims/:claimId/another-provider', {
    ...{ ...change, commands: [nameProvider], handle: sendAnotherProvider },
  }),
]
