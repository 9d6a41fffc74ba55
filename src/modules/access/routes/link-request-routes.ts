import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { answerRequest, loadLinkRequest, showRequest, takeBack } from '../features/answer-link-request/handlers.ts'
import { printLetter } from '../features/answer-link-request/print-letter.ts'
import { refuseLinkRequest } from '../features/answer-link-request/refuse-link-request.ts'
import { sendCheckedLink } from '../features/answer-link-request/send-checked-link.ts'
import { takeBackAnswer } from '../features/answer-link-request/take-answer-back.ts'
import { enterLetterCode } from '../features/enter-letter-code/enter-letter-code.ts'
import {
  schoolInPath as letterSchool,
  showLetterCode,
  tryLetterCode,
} from '../features/enter-letter-code/letter-code-page.tsx'
import { askForLink, schoolInPath, showAccess } from '../features/get-access/access-handlers.ts'
import { askStaff } from '../features/get-access/ask-staff.ts'
import { askForHelp, showHelp } from '../features/get-access/help-page.tsx'
import { resend, sendToNext, showLinkRequest } from '../features/get-access/link-request-handlers.ts'
import { requestNominationLink } from '../features/get-access/request-nomination-link.ts'
import { resendNominationLink, sendToNextChannel } from '../features/get-access/send-again.ts'
import { linkRequestPolicy } from '../link-requests/link-request-policy.ts'

const getAccess = { feature: 'get-access', policy: everyone } as const
const ofSchool = { ...getAccess, load: schoolInPath }

const staff = { feature: 'answer-link-request', policy: linkRequestPolicy.answer, load: loadLinkRequest } as const
const letter = { feature: 'enter-letter-code', policy: everyone, load: letterSchool } as const

/** Getting access for a school: its page, the request for its link, and what staff do with one. */
export const linkRequestRoutes = [
  page('GET /schools/:urn/access', { ...ofSchool, handle: showAccess }),
  action('POST /schools/:urn/link-request', { ...ofSchool, commands: [requestNominationLink], handle: askForLink }),
  page('GET /link-requests/:token', { ...getAccess, handle: showLinkRequest }),
  action('POST /link-requests/:token/resend', { ...getAccess, commands: [resendNominationLink], handle: resend }),
  action('POST /link-requests/:token/next-channel', {
    ...getAccess,
    commands: [sendToNextChannel],
    handle: sendToNext,
  }),
  page('GET /link-requests/:token/help', { ...getAccess, handle: showHelp }),
  action('POST /link-requests/:token/help', { ...getAccess, commands: [askStaff], handle: askForHelp }),
  page('GET /staff/link-requests/:id', { ...staff, handle: showRequest }),
  action('POST /staff/link-requests/:id/answer', {
    ...staff,
    commands: [sendCheckedLink, printLetter, refuseLinkRequest],
    handle: answerRequest,
  }),
  action('POST /staff/link-requests/:id/take-back', { ...staff, commands: [takeBackAnswer], handle: takeBack }),
  page('GET /schools/:urn/letter', { ...letter, handle: showLetterCode }),
  action('POST /schools/:urn/letter', { ...letter, commands: [enterLetterCode], handle: tryLetterCode }),
] satisfies readonly Route[]
