import { action, page, type Route } from '#src/platform/http/route.ts'
import { type ClaimPlace, claimOfAddress } from '../claims/claim-place.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { evidenceOfAddress, sendEvidence } from '../features/claim-evidence/evidence.tsx'
import { sendAnswer, showAnswer, showRequest, showSent } from '../features/information-requests/answer.ts'
import { sendAsk, showAsk } from '../features/information-requests/ask-school.tsx'
import { sendMoreTime, showMoreTime } from '../features/information-requests/more-time.tsx'
import { showRequests } from '../features/information-requests/requests-list.tsx'
import * as staff from '../features/staff-requests/claim-requests.tsx'
import { sendAgain, sendEnding, showAgainPage, showEnding } from '../features/staff-requests/decisions.tsx'
import { showRequest as showToStaff } from '../features/staff-requests/request.tsx'
import { showRequests as showAll } from '../features/staff-requests/requests.tsx'
import { answerInformation } from '../requests/answer-information.ts'
import { askForInformation } from '../requests/ask-for-information.ts'
import { askForMoreTime } from '../requests/ask-for-more-time.ts'
import type { Evidence } from '../requests/evidence.ts'
import { openEvidence, removeEvidence } from '../requests/evidence-changes.ts'
import { type RequestPlace, requestOfAddress } from '../requests/request-place.ts'
import { requestPolicy } from '../requests/request-policy.ts'
import { reopenRequest, settleRequest } from '../requests/settle-request.ts'
import { uploadEvidence } from '../requests/upload-evidence.ts'

const ALL = '/claims/:claimId/requests'
const ONE = `${ALL}/:informationRequestId` as const
const list = { feature: 'information-requests', policy: claimPolicy.view, load: claimOfAddress } as const
const ask = { feature: 'information-requests', policy: claimPolicy.answersForProvider, load: claimOfAddress } as const
const one = { feature: 'information-requests', policy: requestPolicy.view, load: requestOfAddress } as const
const answer = { feature: 'information-requests', policy: requestPolicy.answer, load: requestOfAddress } as const
const files = {
  maxMegabytes: ({ figures }: RequestPlace) => figures['evidence-file-size'],
  larger: 'told',
} as const

const OF_CLAIM = '/staff/claims/:claimId/requests'
const OF_STAFF = `${OF_CLAIM}/:informationRequestId` as const
const staffAll = { feature: 'staff-requests', policy: claimPolicy.staff } as const
const staffClaim = { ...staffAll, load: claimOfAddress } as const
const staffOne = { ...staffAll, load: requestOfAddress } as const

/** What is asked about claims, the answers, and their evidence. */
export const requestRoutes: readonly Route[] = [
  page<ClaimPlace>(`GET ${ALL}`, { ...list, handle: showRequests }),
  page<ClaimPlace>(`GET ${ALL}/new`, { ...ask, handle: showAsk }),
  action<ClaimPlace>(`POST ${ALL}/new`, { ...ask, commands: [askForInformation], handle: sendAsk }),
  page<RequestPlace>(`GET ${ONE}`, { ...one, handle: showRequest }),
  page<RequestPlace>(`GET ${ONE}/answer`, { ...answer, handle: showAnswer }),
  action<RequestPlace>(`POST ${ONE}/answer`, {
    ...{ ...answer, upload: files, handle: sendAnswer },
    commands: [answerInformation, uploadEvidence, removeEvidence],
  }),
  page<RequestPlace>(`GET ${ONE}/sent`, { ...answer, handle: showSent }),
  page<RequestPlace>(`GET ${ONE}/more-time`, { ...answer, handle: showMoreTime }),
  action<RequestPlace>(`POST ${ONE}/more-time`, { ...answer, commands: [askForMoreTime], handle: sendMoreTime }),
  action<Evidence>('POST /claim-evidence/:evidenceId', {
    ...{ feature: 'claim-evidence', policy: requestPolicy.openEvidence, load: evidenceOfAddress },
    ...{ commands: [openEvidence], handle: sendEvidence },
  }),
  page('GET /staff/claims/requests', { ...staffAll, handle: showAll }),
  page<ClaimPlace>(`GET ${OF_CLAIM}`, { ...staffClaim, handle: staff.showClaimRequests }),
  page<ClaimPlace>(`GET ${OF_CLAIM}/new`, { ...staffClaim, handle: staff.showAsk }),
  action<ClaimPlace>(`POST ${OF_CLAIM}/new`, { ...staffClaim, commands: [askForInformation], handle: staff.sendAsk }),
  page<RequestPlace>(`GET ${OF_STAFF}`, { ...staffOne, handle: showToStaff }),
  page<RequestPlace>(`GET ${OF_STAFF}/settling`, { ...staffOne, handle: showEnding('settling') }),
  action<RequestPlace>(`POST ${OF_STAFF}/settling`, {
    ...{ ...staffOne, commands: [settleRequest], handle: sendEnding('settling') },
  }),
  page<RequestPlace>(`GET ${OF_STAFF}/cancelling`, { ...staffOne, handle: showEnding('cancelling') }),
  action<RequestPlace>(`POST ${OF_STAFF}/cancelling`, {
    ...{ ...staffOne, commands: [settleRequest], handle: sendEnding('cancelling') },
  }),
  page<RequestPlace>(`GET ${OF_STAFF}/again`, { ...staffOne, handle: showAgainPage }),
  action<RequestPlace>(`POST ${OF_STAFF}/again`, { ...staffOne, commands: [reopenRequest], handle: sendAgain }),
]
