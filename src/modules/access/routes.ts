import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { nominationPolicy } from './access-policy.ts'
import { nominationRows } from './features/nominate-induction-tutor/journey-rows.ts'
import { showLanding, showNobody, showNominated } from './features/nominate-induction-tutor/landing-page.tsx'
import {
  schoolInPath,
  sendForDeadLink,
  sendFromSchoolPage,
  showNewLink,
} from './features/send-nomination-link/handlers.ts'
import { requestNewLink } from './features/send-nomination-link/request-new-link.ts'
import { sendNominationLink } from './features/send-nomination-link/send-nomination-link.ts'
import { enterCode, showCheckYourEmail } from './features/sign-in/check-your-email-page.tsx'
import { confirmSignIn, openLink, replaceDeadLink, showConfirm } from './features/sign-in/confirm-page.tsx'
import { requestSignInEmail } from './features/sign-in/request-sign-in-email.ts'
import { sendSignInEmail, showSignIn } from './features/sign-in/sign-in-page.tsx'
import { signInWithCode } from './features/sign-in/sign-in-with-code.ts'
import { signInWithLink } from './features/sign-in/sign-in-with-link.ts'
import { endSession, signOut } from './features/sign-out/sign-out.ts'
import { showStart } from './features/start/start-page.tsx'
import { loadSchool, showSchool } from './features/view-school/view-school.ts'
import { accessContribution } from './home-contributions/access-contribution.ts'
import type { HomeContribution } from './home-contributions/home-contribution.ts'
import { ownMergeContributions } from './merges/contributions.ts'
import type { MergeContribution } from './merges/merge-contribution.ts'
import { openNominationLink } from './nominations/nomination-link.ts'
import { accountRoutes } from './routes/account-routes.ts'
import { consoleRoutes } from './routes/console-routes.ts'
import { doorRoutes } from './routes/door-routes.ts'
import { handoverRoutes } from './routes/handover-routes.ts'
import { homeRoutes } from './routes/home-routes.ts'
import { invitationRoutes } from './routes/invitation-routes.ts'
import { joinRequestRoutes } from './routes/join-request-routes.ts'
import { linkRequestRoutes } from './routes/link-request-routes.ts'
import { partnerRoutes } from './routes/partner-routes.ts'
import { peopleRoutes } from './routes/people-routes.ts'
import { teacherRoutes } from './routes/teacher-routes.ts'
import { tokenRoutes } from './routes/token-routes.ts'

const signIn = { feature: 'sign-in', policy: everyone, priority: 'high' } as const
const nomination = { feature: 'nominate-induction-tutor', policy: everyone } as const
const newLink = { feature: 'send-nomination-link', policy: everyone } as const

/** Every address of the module but the home pages, to which every module contributes. */
const rows = [
  page('GET /', { feature: 'start', policy: everyone, priority: 'high', handle: showStart }),
  ...peopleRoutes,
  ...accountRoutes,
  ...consoleRoutes,
  ...invitationRoutes,
  ...partnerRoutes,
  ...tokenRoutes,
  page('GET /sign-in', { ...signIn, handle: showSignIn }),
  action('POST /sign-in', { ...signIn, commands: [requestSignInEmail], handle: sendSignInEmail }),
  page('GET /sign-in/check-your-email', { ...signIn, handle: showCheckYourEmail }),
  action('POST /sign-in/code', { ...signIn, commands: [signInWithCode], handle: enterCode }),
  page('GET /sign-in/link/:token', { ...signIn, handle: openLink }),
  action('POST /sign-in/link', { ...signIn, commands: [requestSignInEmail], handle: replaceDeadLink }),
  page('GET /sign-in/confirm', { ...signIn, handle: showConfirm }),
  action('POST /sign-in/confirm', { ...signIn, commands: [signInWithLink], handle: confirmSignIn }),
  action('POST /sign-out', { feature: 'sign-out', policy: everyone, commands: [signOut], handle: endSession }),
  page('GET /schools/:urn', { feature: 'view-school', policy: everyone, load: loadSchool, handle: showSchool }),
  action('POST /schools/:urn/nomination-link', {
    feature: 'send-nomination-link',
    policy: nominationPolicy.sendNominationLink,
    load: schoolInPath,
    commands: [sendNominationLink],
    handle: sendFromSchoolPage,
  }),
  ...linkRequestRoutes,
  ...handoverRoutes,
  ...joinRequestRoutes,
  page('GET /nominate-induction-tutor/link/:token', { ...nomination, handle: openNominationLink }),
  page('GET /nominate-induction-tutor', { ...nomination, handle: showLanding }),
  page('GET /nominate-induction-tutor/nominated', { ...nomination, handle: showNominated }),
  page('GET /nominate-induction-tutor/no-early-career-teachers', { ...nomination, handle: showNobody }),
  ...nominationRows,
  page('GET /nominate-induction-tutor/nomination-link', { ...newLink, handle: showNewLink }),
  action('POST /nominate-induction-tutor/nomination-link', {
    ...newLink,
    commands: [requestNewLink],
    handle: sendForDeadLink,
  }),
  ...doorRoutes,
] satisfies readonly Route[]

/** Every address of the module, with what all modules put on the home pages, and what they do when two people become one. */
export const routesWith = (
  contributions: readonly HomeContribution[],
  mergeContributions: readonly MergeContribution[],
): readonly Route[] => [...rows, ...homeRoutes(contributions), ...teacherRoutes(mergeContributions)]

/** The same when no other module is there. */
export const routes = routesWith([accessContribution], ownMergeContributions)
