import { everyone, type Policy } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { confirmationPolicy } from '../confirmations/confirmation-policy.ts'
import { answerExpectation } from '../features/answer-expectation/answer-expectation.ts'
import {
  loadExpectingSchool,
  saveExpectation,
  showExpectation,
  showSaved,
  takeBackNo,
} from '../features/answer-expectation/handlers.ts'
import {
  answerQuestion,
  confirmSignedIn,
  loadAskedSchool,
  showAnswered,
  showQuestion,
  showToSignedIn,
} from '../features/confirm-tutor/confirm-handlers.ts'
import { confirmTutor } from '../features/confirm-tutor/confirm-tutor.ts'
import { nameSomebodyElse, reportTutorLeft } from '../features/confirm-tutor/doubt-tutor.ts'
import { handoverRows, showChange, showNamed, showStart, showUndo, undo } from '../features/hand-over/journey-rows.ts'
import { loadChange, loadHandingOver, type MadeChange } from '../features/hand-over/load.ts'
import { undoHandover } from '../features/hand-over/undo-handover.ts'
import { object, showObjected, showObjection } from '../features/object-to-handover/handlers.ts'
import { objectToHandover } from '../features/object-to-handover/object-to-handover.ts'
import { loadStaffHandover, settle, showStaffHandover } from '../features/object-to-handover/settle-handlers.ts'
import { settleObjection } from '../features/object-to-handover/settle-objection.ts'
import { handoverPolicy } from '../handovers/handover-policy.ts'
import { openMailedLink } from '../handovers/mailed-link.ts'
import { expectationPolicy } from '../nominations/expectation-policy.ts'

const viewChange: Policy<MadeChange> = (actor, { handover }) => handoverPolicy.view(actor, handover)
const undoChange: Policy<MadeChange> = (actor, { handover }) => handoverPolicy.undo(actor, handover)

const handOver = { feature: 'hand-over', policy: handoverPolicy.beginHandover, load: loadHandingOver } as const
const change = { feature: 'hand-over', load: loadChange } as const
const confirmation = { feature: 'confirm-tutor', policy: everyone } as const
const signedInConfirmation = {
  feature: 'confirm-tutor',
  policy: confirmationPolicy.answer,
  load: loadAskedSchool,
} as const
const expectation = {
  feature: 'answer-expectation',
  policy: expectationPolicy.answer,
  load: loadExpectingSchool,
} as const
const objection = { feature: 'object-to-handover', policy: everyone } as const
const settlement = {
  feature: 'object-to-handover',
  policy: handoverPolicy.settleObjection,
  load: loadStaffHandover,
} as const

/** How the induction tutor of a school changes, and how that is taken back. */
export const handoverRoutes: readonly Route[] = [
  page('GET /organisations/:organisationId/handover', { ...handOver, handle: showStart }),
  page('GET /organisations/:organisationId/handover/named', { ...handOver, handle: showNamed }),
  ...handoverRows,
  page('GET /organisations/:organisationId/handover/:handoverId', {
    ...change,
    policy: viewChange,
    handle: showChange,
  }),
  page('GET /organisations/:organisationId/handover/:handoverId/undo', {
    ...change,
    policy: undoChange,
    handle: showUndo,
  }),
  action('POST /organisations/:organisationId/handover/:handoverId/undo', {
    ...change,
    policy: undoChange,
    commands: [undoHandover],
    handle: undo,
  }),
  page('GET /object-to-handover/link/:token', { ...objection, handle: openMailedLink('object-to-handover') }),
  page('GET /object-to-handover', { ...objection, handle: showObjection }),
  action('POST /object-to-handover', { ...objection, commands: [objectToHandover], handle: object }),
  page('GET /object-to-handover/done', { ...objection, handle: showObjected }),
  page('GET /staff/handovers/:handoverId', { ...settlement, handle: showStaffHandover }),
  action('POST /staff/handovers/:handoverId', { ...settlement, commands: [settleObjection], handle: settle }),
  page('GET /confirm-tutor/link/:token', { ...confirmation, handle: openMailedLink('confirm-tutor') }),
  page('GET /confirm-tutor', { ...confirmation, handle: showQuestion }),
  action('POST /confirm-tutor', {
    ...confirmation,
    commands: [confirmTutor, reportTutorLeft, nameSomebodyElse],
    handle: answerQuestion,
  }),
  page('GET /confirm-tutor/done', { ...confirmation, handle: showAnswered }),
  page('GET /organisations/:organisationId/confirm-tutor', { ...signedInConfirmation, handle: showToSignedIn }),
  action('POST /organisations/:organisationId/confirm-tutor', {
    ...signedInConfirmation,
    commands: [confirmTutor],
    handle: confirmSignedIn,
  }),
  page('GET /organisations/:organisationId/expectation', { ...expectation, handle: showExpectation }),
  action('POST /organisations/:organisationId/expectation', {
    ...expectation,
    commands: [answerExpectation],
    handle: saveExpectation,
  }),
  page('GET /organisations/:organisationId/expectation/saved', { ...expectation, handle: showSaved }),
  action('POST /nominate-induction-tutor/expectation', {
    feature: 'answer-expectation',
    policy: everyone,
    commands: [answerExpectation],
    handle: takeBackNo,
  }),
]
