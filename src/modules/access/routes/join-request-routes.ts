import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { approveJoinRequest } from '../features/answer-join-request/approve-join-request.ts'
import { approve, refuse, showQuestion } from '../features/answer-join-request/handlers.ts'
import {
  approveByLink,
  openAnswerLink,
  refuseByLink,
  showByLink,
} from '../features/answer-join-request/link-handlers.ts'
import { loadQuestion, mayAnswer } from '../features/answer-join-request/organisation-handlers.ts'
import { refuseJoinRequest } from '../features/answer-join-request/refuse-join-request.ts'
import { organisationInPath, schoolInPath, sendRequest, showRequest } from '../features/request-to-join/handlers.ts'
import { requestToJoin } from '../features/request-to-join/request-to-join.ts'
import { showSent, showStanding, showWithdraw, withdraw } from '../features/request-to-join/standing.ts'
import { withdrawJoinRequest } from '../features/request-to-join/withdraw-join-request.ts'
import { chooseProblem, showProblems, showRemedy } from '../features/sign-in-problems/handlers.ts'
import { reportSignInProblem } from '../features/sign-in-problems/report-sign-in-problem.ts'

const asking = { feature: 'request-to-join', policy: everyone } as const
const ofSchool = { ...asking, load: schoolInPath }
const ofOrganisation = { ...asking, load: organisationInPath }
const byLink = { feature: 'answer-join-request', policy: everyone } as const
const inside = { feature: 'answer-join-request', policy: mayAnswer, load: loadQuestion } as const
const problems = { feature: 'sign-in-problems', policy: everyone, priority: 'high' } as const

/** "Somebody else is registered": asking to be added, answering, and what leads there from the door. */
export const joinRequestRoutes = [
  page('GET /schools/:urn/join-request', { ...ofSchool, handle: showRequest }),
  action('POST /schools/:urn/join-request', { ...ofSchool, commands: [requestToJoin], handle: sendRequest }),
  page('GET /schools/:urn/join-request/sent', { ...ofSchool, handle: showSent }),
  page('GET /organisations/:organisationId/join-request', { ...ofOrganisation, handle: showRequest }),
  action('POST /organisations/:organisationId/join-request', {
    ...ofOrganisation,
    commands: [requestToJoin],
    handle: sendRequest,
  }),
  page('GET /organisations/:organisationId/join-request/sent', { ...ofOrganisation, handle: showSent }),
  page('GET /join-requests/:token', { ...asking, handle: showStanding }),
  page('GET /join-requests/:token/withdraw', { ...asking, handle: showWithdraw }),
  action('POST /join-requests/:token/withdraw', { ...asking, commands: [withdrawJoinRequest], handle: withdraw }),
  page('GET /answer-join-request/link/:token', { ...byLink, handle: openAnswerLink }),
  page('GET /answer-join-request', { ...byLink, handle: showByLink }),
  action('POST /answer-join-request/approve', { ...byLink, commands: [approveJoinRequest], handle: approveByLink }),
  action('POST /answer-join-request/refuse', { ...byLink, commands: [refuseJoinRequest], handle: refuseByLink }),
  page('GET /organisations/:organisationId/join-requests/:id', { ...inside, handle: showQuestion }),
  action('POST /organisations/:organisationId/join-requests/:id/approve', {
    ...inside,
    commands: [approveJoinRequest],
    handle: approve,
  }),
  action('POST /organisations/:organisationId/join-requests/:id/refuse', {
    ...inside,
    commands: [refuseJoinRequest],
    handle: refuse,
  }),
  page('GET /sign-in/problems', { ...problems, handle: showProblems }),
  action('POST /sign-in/problems', { ...problems, commands: [reportSignInProblem], handle: chooseProblem }),
  page('GET /sign-in/problems/:problem', { ...problems, handle: showRemedy }),
] satisfies readonly Route[]
