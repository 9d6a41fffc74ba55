import { action, page, type Route } from '#src/platform/http/route.ts'
import { changeFundedPlace } from '../acceptance/change-funded-place.ts'
import { loadForFunding, sendFunding, showFunding } from '../features/decide-funding/funding.ts'
import {
  listInPath,
  sendList,
  sendVersionFile,
  showList,
  showLists,
  versionInPath,
} from '../features/eligibility-lists/lists.ts'
import {
  sendApplication,
  sendDiscard,
  sendTakeBack,
  showTakeBack,
  showVersion,
} from '../features/eligibility-lists/version.ts'
import { checkerRows } from '../features/funding-checker/checker-rows.ts'
import {
  runInPath,
  sendRunFile,
  sendScenarios,
  showRun,
  showScenarios,
} from '../features/funding-scenarios/scenarios.ts'
import { loadReview, sendAssignment, sendNote, showReview } from '../features/review-funding/review.ts'
import { showPlaces, showReviews } from '../features/review-funding/reviews.ts'
import { applyList } from '../lists/apply-list.ts'
import type { EligibilityList } from '../lists/eligibility-list.ts'
import { discardList, takeBackList } from '../lists/end-list-version.ts'
import { listPolicy } from '../lists/list-policy.ts'
import type { ListVersion } from '../lists/list-version.ts'
import { uploadList } from '../lists/upload-list.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { decideFunding } from '../reviews/decide-funding.ts'
import { noteReview } from '../reviews/note-review.ts'
import { settlePlace } from '../reviews/settle-place.ts'
import { takeReview } from '../reviews/take-review.ts'
import { recordScenarios } from '../scenarios/record-scenarios.ts'
import type { ScenarioRun } from '../scenarios/scenario-runs-queries.ts'
import type { LoadedStatus } from '../status/loaded-status-queries.ts'

const lists = { feature: 'eligibility-lists', policy: listPolicy.view } as const
const list = { ...lists, load: listInPath } as const
const version = { ...lists, load: versionInPath } as const
/** Who may change which version counts. */
const managed = { ...version, policy: listPolicy.manage } as const
/** The largest list has 25,000 settings and less than half a megabyte. */
const upload = { maxMegabytes: 10 } as const

const scenarios = { feature: 'funding-scenarios', policy: listPolicy.view } as const
const run = { ...scenarios, load: runInPath } as const

const reviews = { feature: 'review-funding', policy: registrationPolicy.support } as const
const review = { ...reviews, load: loadReview } as const
const decision = { feature: 'decide-funding', policy: registrationPolicy.support, load: loadForFunding } as const

const VERSION = '/staff/npq/lists/:list/versions/:versionId'

/** Lists of eligible settings, tables of cases, reviews of funding and the public checker. */
export const fundingRoutes: readonly Route[] = [
  ...checkerRows,
  page('GET /staff/npq/lists', { ...lists, handle: showLists }),
  page<EligibilityList>('GET /staff/npq/lists/:list', { ...list, handle: showList }),
  action<EligibilityList>('POST /staff/npq/lists/:list/upload', {
    ...list,
    policy: listPolicy.manage,
    upload,
    commands: [uploadList],
    handle: sendList,
  }),
  page<ListVersion>(`GET ${VERSION}`, { ...version, handle: showVersion }),
  page<ListVersion>(`GET ${VERSION}/file`, { ...version, priority: 'low', handle: sendVersionFile }),
  action<ListVersion>(`POST ${VERSION}/application`, { ...managed, commands: [applyList], handle: sendApplication }),
  action<ListVersion>(`POST ${VERSION}/discard`, { ...managed, commands: [discardList], handle: sendDiscard }),
  page<ListVersion>(`GET ${VERSION}/taking-back`, { ...managed, handle: showTakeBack }),
  action<ListVersion>(`POST ${VERSION}/taking-back`, { ...managed, commands: [takeBackList], handle: sendTakeBack }),
  page('GET /staff/npq/scenarios', { ...scenarios, handle: showScenarios }),
  action('POST /staff/npq/scenarios', {
    ...scenarios,
    upload: { maxMegabytes: 5 },
    commands: [recordScenarios],
    handle: sendScenarios,
  }),
  page<ScenarioRun>('GET /staff/npq/scenarios/:runId', { ...run, handle: showRun }),
  page<ScenarioRun>('GET /staff/npq/scenarios/:runId/file', { ...run, priority: 'low', handle: sendRunFile }),
  page('GET /staff/npq/reviews', { ...reviews, handle: showReviews }),
  page('GET /staff/npq/reviews/funded-places', { ...reviews, handle: showPlaces }),
  page<LoadedStatus>('GET /staff/npq/reviews/:registrationId', { ...review, handle: showReview }),
  action<LoadedStatus>('POST /staff/npq/reviews/:registrationId/notes', {
    ...review,
    commands: [noteReview],
    handle: sendNote,
  }),
  action<LoadedStatus>('POST /staff/npq/reviews/:registrationId/assignment', {
    ...review,
    commands: [takeReview],
    handle: sendAssignment,
  }),
  page<LoadedStatus>('GET /staff/npq/registrations/:registrationId/funding', { ...decision, handle: showFunding }),
  action<LoadedStatus>('POST /staff/npq/registrations/:registrationId/funding', {
    ...decision,
    commands: [decideFunding, settlePlace, changeFundedPlace],
    handle: sendFunding,
  }),
]
