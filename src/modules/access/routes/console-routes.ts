import { action, page, type Route } from '#src/platform/http/route.ts'
import { accountPolicy, nominationPolicy } from '../access-policy.ts'
import { sendReportFile, showReport } from '../features/access-problems/access-problems.ts'
import { showAccessRequests } from '../features/access-requests/access-requests.ts'
import { schoolAt, sendReplaceTutor, showReplaceTutor } from '../features/replace-tutor/replace-tutor-page.tsx'
import { correctAddress } from '../features/staff-remedies/correct-address.ts'
import { sendCorrectAddress, showCorrectAddress } from '../features/staff-remedies/correct-address-page.tsx'
import { endPersonSessions } from '../features/staff-remedies/end-person-sessions.ts'
import { applyRemedy, loadTreated, showRemedy } from '../features/staff-remedies/handlers.tsx'
import {
  disabling,
  enabling,
  endingSessions,
  undoingCorrection,
  unlocking,
} from '../features/staff-remedies/remedies.tsx'
import { disableAccount, enableAccount } from '../features/staff-remedies/switch-account.ts'
import { undoAddressCorrection } from '../features/staff-remedies/undo-address-correction.ts'
import { unlockSignIn } from '../features/staff-remedies/unlock-sign-in.ts'
import { startViewingAs } from '../features/view-as/start-viewing.ts'
import { stopViewingAs } from '../features/view-as/stop-viewing.ts'
import { loadViewed, showViewAs, startView, stopView } from '../features/view-as/view-as.tsx'
import { showFindPeople } from '../features/view-person/find-people.tsx'
import { loadPerson, showPerson } from '../features/view-person/view-person.ts'
import { resendLink } from '../features/view-school/resend-link.ts'
import { sendResendLink, showResendLink } from '../features/view-school/resend-link-page.tsx'
import { loadSchool } from '../features/view-school/view-school.ts'
import { handoverPolicy } from '../handovers/handover-policy.ts'
import { replaceTutor } from '../handovers/replace-tutor.ts'
import { remedyPolicy } from '../remedies/remedy-policy.ts'

const treated = { feature: 'staff-remedies', policy: remedyPolicy.treat, load: loadTreated } as const
const people = { feature: 'view-person', policy: accountPolicy.viewPerson } as const

const problems = { feature: 'access-problems', policy: remedyPolicy.readReport } as const
const resending = {
  feature: 'view-school',
  policy: nominationPolicy.sendNominationLink,
  load: loadSchool,
} as const
const replacing = { feature: 'replace-tutor', policy: handoverPolicy.replaceTutor, load: schoolAt } as const
const viewing = { feature: 'view-as', policy: remedyPolicy.viewAs } as const

/** What staff see of people, and do for them. */
export const consoleRoutes = [
  page('GET /people', { ...people, handle: showFindPeople }),
  page('GET /people/:accountId', { ...people, load: loadPerson, handle: showPerson }),
  page('GET /people/:accountId/addresses/:addressId/unlock', { ...treated, handle: showRemedy(unlocking) }),
  action('POST /people/:accountId/addresses/:addressId/unlock', {
    ...treated,
    commands: [unlockSignIn],
    handle: applyRemedy(unlocking),
  }),
  page('GET /people/:accountId/addresses/:addressId/correct', { ...treated, handle: showCorrectAddress }),
  action('POST /people/:accountId/addresses/:addressId/correct', {
    ...treated,
    commands: [correctAddress],
    handle: sendCorrectAddress,
  }),
  page('GET /people/:accountId/addresses/:addressId/undo', { ...treated, handle: showRemedy(undoingCorrection) }),
  action('POST /people/:accountId/addresses/:addressId/undo', {
    ...treated,
    commands: [undoAddressCorrection],
    handle: applyRemedy(undoingCorrection),
  }),
  page('GET /people/:accountId/disable', { ...treated, handle: showRemedy(disabling) }),
  action('POST /people/:accountId/disable', {
    ...treated,
    commands: [disableAccount],
    handle: applyRemedy(disabling),
  }),
  page('GET /people/:accountId/enable', { ...treated, handle: showRemedy(enabling) }),
  action('POST /people/:accountId/enable', { ...treated, commands: [enableAccount], handle: applyRemedy(enabling) }),
  page('GET /people/:accountId/end-sessions', {
    ...treated,
    policy: remedyPolicy.endSessions,
    handle: showRemedy(endingSessions),
  }),
  action('POST /people/:accountId/end-sessions', {
    ...treated,
    policy: remedyPolicy.endSessions,
    commands: [endPersonSessions],
    handle: applyRemedy(endingSessions),
  }),
  page('GET /schools/:urn/resend-link', { ...resending, handle: showResendLink }),
  action('POST /schools/:urn/resend-link', { ...resending, commands: [resendLink], handle: sendResendLink }),
  page('GET /schools/:urn/replace-tutor', { ...replacing, handle: showReplaceTutor }),
  action('POST /schools/:urn/replace-tutor', { ...replacing, commands: [replaceTutor], handle: sendReplaceTutor }),
  page('GET /view-as/:accountId', { ...viewing, load: loadViewed, handle: showViewAs }),
  action('POST /view-as/:accountId', {
    ...viewing,
    load: loadViewed,
    commands: [startViewingAs],
    handle: startView,
  }),
  action('POST /view-as/stop', {
    feature: 'view-as',
    policy: remedyPolicy.stopViewing,
    commands: [stopViewingAs],
    whileViewing: 'allowed',
    handle: stopView,
  }),
  page('GET /staff/access-requests', {
    feature: 'access-requests',
    policy: remedyPolicy.seeRequests,
    handle: showAccessRequests,
  }),
  page('GET /staff/access-problems', { ...problems, handle: showReport }),
  page('GET /staff/access-problems/file', { ...problems, priority: 'low', handle: sendReportFile }),
] satisfies readonly Route[]
