import { everyone, signedIn } from '#src/kit/policy.ts'
import { action, arrival, departure, page, type Route } from '#src/platform/http/route.ts'
import { chooseOrganisation } from '../features/dfe-sign-in/choose-organisation.ts'
import { choose, showOrganisations } from '../features/dfe-sign-in/choose-organisation-page.tsx'
import * as dfe from '../features/dfe-sign-in/handlers.tsx'
import * as newHere from '../features/dfe-sign-in/new-here.ts'
import * as oneLogin from '../features/one-login/handlers.tsx'
import * as newTeacher from '../features/one-login/new-teacher.tsx'
import { mayRelink, relinkIdentity } from '../features/relink-identity/relink-identity.ts'
import { loadOwner, move, type Owner, showIdentities, showMove } from '../features/relink-identity/relink-pages.tsx'
import { disconnectIdentity } from '../features/sign-in-methods/disconnect-identity.ts'
import { disconnect, goToConnect, showDisconnect, showMethods } from '../features/sign-in-methods/handlers.ts'
import {
  comeBack,
  goToProveAgain,
  goToSignInService,
  showAgain,
  showStaffSignIn,
} from '../features/staff-sign-in/handlers.ts'
import { proveAgain } from '../features/staff-sign-in/prove-again.ts'
import { staffSignIn } from '../features/staff-sign-in/staff-sign-in.ts'
import { arrive } from '../identities/arrive.ts'
import { connectArrival } from '../identities/connect-arrival.ts'
import { connect, showConnect } from '../identities/connect-handlers.tsx'
import { enterFromArrival } from '../identities/enter-from-arrival.ts'
import { makeAccount } from '../identities/make-account.ts'
import { remedyPolicy } from '../remedies/remedy-policy.ts'

const staff = { feature: 'staff-sign-in', policy: everyone, priority: 'high' } as const
const school = { feature: 'dfe-sign-in', policy: everyone, priority: 'high' } as const
const teacher = { feature: 'one-login', policy: everyone, priority: 'high' } as const
const methods = { feature: 'sign-in-methods', policy: signedIn } as const
const moving = { feature: 'relink-identity', policy: mayRelink, load: loadOwner } as const

/** Ways in that other services keep: staff, people of organisations, teachers; and what connects them to accounts. */
export const doorRoutes: readonly Route[] = [
  page('GET /staff-sign-in', { ...staff, handle: showStaffSignIn }),
  departure('POST /staff-sign-in', { ...staff, handle: goToSignInService }),
  page('GET /staff-sign-in/again', { ...staff, policy: signedIn, handle: showAgain }),
  departure('POST /staff-sign-in/again', { ...staff, policy: signedIn, handle: goToProveAgain }),
  arrival('GET /staff-sign-in/callback', { ...staff, commands: [staffSignIn, proveAgain], handle: comeBack }),
  page('GET /dfe-sign-in', { ...school, handle: dfe.showDfeSignIn }),
  departure('POST /dfe-sign-in', { ...school, handle: dfe.goToDfeSignIn }),
  arrival('GET /dfe-sign-in/callback', {
    ...school,
    commands: [arrive, enterFromArrival, connectArrival],
    handle: dfe.comeBack,
  }),
  page('GET /dfe-sign-in/organisation', { ...school, handle: showOrganisations }),
  action('POST /dfe-sign-in/organisation', {
    ...school,
    commands: [chooseOrganisation, enterFromArrival],
    handle: choose,
  }),
  page('GET /dfe-sign-in/new', { ...school, handle: newHere.showNewHere }),
  action('POST /dfe-sign-in/account', { ...school, commands: [makeAccount], handle: newHere.makeOwnAccount }),
  page('GET /dfe-sign-in/connect', { ...school, policy: signedIn, handle: showConnect('dfe-sign-in') }),
  action('POST /dfe-sign-in/connect', {
    ...school,
    policy: signedIn,
    commands: [connectArrival],
    handle: connect('dfe-sign-in'),
  }),
  page('GET /one-login', { ...teacher, handle: oneLogin.showOneLogin }),
  departure('POST /one-login', { ...teacher, handle: oneLogin.goToOneLogin }),
  arrival('GET /one-login/callback', {
    ...teacher,
    commands: [arrive, enterFromArrival, connectArrival],
    handle: oneLogin.comeBack,
  }),
  page('GET /one-login/new', { ...teacher, handle: newTeacher.showNewTeacher }),
  action('POST /one-login/account', { ...teacher, commands: [makeAccount], handle: newTeacher.makeOwnAccount }),
  page('GET /one-login/connect', { ...teacher, policy: signedIn, handle: showConnect('one-login') }),
  action('POST /one-login/connect', {
    ...teacher,
    policy: signedIn,
    commands: [connectArrival],
    handle: connect('one-login'),
  }),
  page('GET /account/sign-in-methods', { ...methods, handle: showMethods }),
  departure('POST /account/sign-in-methods', { ...methods, handle: goToConnect }),
  page('GET /account/sign-in-methods/disconnect', { ...methods, handle: showDisconnect }),
  action('POST /account/sign-in-methods/disconnect', {
    ...methods,
    commands: [disconnectIdentity],
    handle: disconnect,
  }),
  page<Owner>('GET /people/:accountId/identities', { ...moving, policy: remedyPolicy.treat, handle: showIdentities }),
  page<Owner>('GET /people/:accountId/identities/move', { ...moving, handle: showMove }),
  action<Owner>('POST /people/:accountId/identities/move', { ...moving, commands: [relinkIdentity], handle: move }),
]
