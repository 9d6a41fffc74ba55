import { everyone, signedIn } from '#src/kit/policy.ts'
import { action, arrival, departure, page, type Route } from '#src/platform/http/route.ts'
import { accountPolicy, nominationPolicy } from './access-policy.ts'
import { showHome } from './features/home/home.ts'
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
import { comeBack, goToSignInService, showStaffSignIn } from './features/staff-sign-in/handlers.ts'
import { staffSignIn } from './features/staff-sign-in/staff-sign-in.ts'
import { showStart } from './features/start/start-page.tsx'
import { loadPerson, showPerson } from './features/view-person/view-person.ts'
import { loadSchool, showSchool } from './features/view-school/view-school.ts'
import { openNominationLink } from './nomination-link.ts'

const signIn = { feature: 'sign-in', policy: everyone, priority: 'high' } as const
const nomination = { feature: 'nominate-induction-tutor', policy: everyone } as const
const newLink = { feature: 'send-nomination-link', policy: everyone } as const
const staff = { feature: 'staff-sign-in', policy: everyone, priority: 'high' } as const

/** Every address of the module. */
export const routes = [
  page('GET /', { feature: 'start', policy: everyone, priority: 'high', handle: showStart }),
  page('GET /home', { feature: 'home', policy: signedIn, handle: showHome }),
  page('GET /people/:accountId', {
    feature: 'view-person',
    policy: accountPolicy.viewPerson,
    load: loadPerson,
    handle: showPerson,
  }),
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
  page('GET /staff-sign-in', { ...staff, handle: showStaffSignIn }),
  departure('POST /staff-sign-in', { ...staff, handle: goToSignInService }),
  arrival('GET /staff-sign-in/callback', { ...staff, commands: [staffSignIn], handle: comeBack }),
] satisfies readonly Route[]
