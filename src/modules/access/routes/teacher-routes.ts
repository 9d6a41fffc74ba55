import { everyone, signedIn } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { checkAgain, loadNumbered, recheckNumber, showCheckAgain } from '../features/merge-people/check-number.tsx'
import { showFind } from '../features/merge-people/find-page.tsx'
import { loadMerge, loadOne, loadTwo } from '../features/merge-people/load.ts'
import { mergePeopleWith } from '../features/merge-people/merge-people.ts'
import { showMerged, showUndo, undo } from '../features/merge-people/merged-page.tsx'
import { merge, showPreview } from '../features/merge-people/preview-page.tsx'
import { refuseMerge, sendRefusal, showRefusal } from '../features/merge-people/refuse-merge.tsx'
import { undoMergeWith } from '../features/merge-people/undo-merge.ts'
import { askOtherAccount, askStaffToMerge } from '../features/teacher-reference-number/ask-other-account.ts'
import { confirmNumber } from '../features/teacher-reference-number/confirm-number.ts'
import { sendNumber, showNumber } from '../features/teacher-reference-number/handlers.ts'
import { joinAccountsWith } from '../features/teacher-reference-number/join-accounts.ts'
import { join, openJoinLink, showJoin } from '../features/teacher-reference-number/join-pages.tsx'
import {
  sendToOtherAccount,
  sendToStaff,
  showOtherAccount,
} from '../features/teacher-reference-number/other-account.tsx'
import { beginAsTeacher } from '../features/teacher-sign-up/begin-as-teacher.ts'
import { openSignUpLink, sendName, showBegin } from '../features/teacher-sign-up/begin-page.tsx'
import type { MergeContribution } from '../merges/merge-contribution.ts'
import { mergePolicy } from '../merges/merge-policy.ts'
import { remedyPolicy } from '../remedies/remedy-policy.ts'
import { waitForRecord } from '../teachers/wait-for-record.ts'

const feature = 'merge-people'
const signUp = { feature: 'teacher-sign-up', policy: everyone, priority: 'high' } as const
const number = { feature: 'teacher-reference-number', policy: signedIn } as const
const finding = { feature, policy: mergePolicy.find, load: loadOne } as const
const merging = { feature, policy: mergePolicy.merge, load: loadTwo } as const
const checking = { feature, policy: remedyPolicy.treat, load: loadNumbered } as const
const undoing = { feature, policy: mergePolicy.merge, load: loadMerge } as const

const signUpRows: readonly Route[] = [
  page('GET /teacher-sign-up/link/:token', { ...signUp, handle: openSignUpLink }),
  page('GET /teacher-sign-up', { ...signUp, handle: showBegin }),
  action('POST /teacher-sign-up', { ...signUp, commands: [beginAsTeacher], handle: sendName }),
]

/** One's own number, and the other account that has it. */
function numberRows(contributions: readonly MergeContribution[]): readonly Route[] {
  const joinAccounts = joinAccountsWith(contributions)
  return [
    page('GET /account/teacher-reference-number', { ...number, handle: showNumber }),
    action('POST /account/teacher-reference-number', {
      ...number,
      commands: [confirmNumber, waitForRecord],
      handle: sendNumber,
    }),
    page('GET /account/teacher-reference-number/other-account', { ...number, handle: showOtherAccount }),
    action('POST /account/teacher-reference-number/other-account/link', {
      ...number,
      commands: [askOtherAccount],
      handle: sendToOtherAccount,
    }),
    action('POST /account/teacher-reference-number/other-account/staff', {
      ...number,
      commands: [askStaffToMerge],
      handle: sendToStaff,
    }),
    page('GET /account/teacher-reference-number/link/:token', { ...number, policy: everyone, handle: openJoinLink }),
    page('GET /account/teacher-reference-number/confirmation', { ...number, handle: showJoin }),
    action('POST /account/teacher-reference-number/confirmation', {
      ...number,
      commands: [joinAccounts],
      handle: join(joinAccounts),
    }),
  ]
}

/** What staff do about two people who turn out to be one. */
function mergeRows(contributions: readonly MergeContribution[]): readonly Route[] {
  const mergePeople = mergePeopleWith(contributions)
  const undoMerge = undoMergeWith(contributions)
  return [
    page('GET /people/:accountId/teacher-reference-number', { ...checking, handle: showCheckAgain }),
    action('POST /people/:accountId/teacher-reference-number', {
      ...checking,
      commands: [recheckNumber],
      handle: checkAgain,
    }),
    page('GET /people/:accountId/merge', { ...finding, handle: showFind }),
    page('GET /people/:accountId/merge/:otherAccountId', { ...merging, handle: showPreview(contributions) }),
    action('POST /people/:accountId/merge/:otherAccountId', {
      ...merging,
      commands: [mergePeople],
      handle: merge(contributions, mergePeople),
    }),
    page('GET /people/:accountId/merge/:otherAccountId/refusal', { ...merging, handle: showRefusal }),
    action('POST /people/:accountId/merge/:otherAccountId/refusal', {
      ...merging,
      commands: [refuseMerge],
      handle: sendRefusal,
    }),
    page('GET /merges/:mergeId', { ...undoing, handle: showMerged }),
    page('GET /merges/:mergeId/undo', { ...undoing, handle: showUndo }),
    action('POST /merges/:mergeId/undo', { ...undoing, commands: [undoMerge], handle: undo(undoMerge) }),
  ]
}

/** Teachers: how they begin, their number, and two who turn out to be one, as every module contributes to it. */
export const teacherRoutes = (contributions: readonly MergeContribution[]): readonly Route[] => [
  ...signUpRows,
  ...numberRows(contributions),
  ...mergeRows(contributions),
]
