import { everyone } from '#src/kit/policy.ts'
import { identitiesOf } from '#src/modules/access/identities-store.ts'
import { action, departure, page } from '#src/platform/http/route.ts'
import { openIdConnect } from '#src/platform/oidc/openid-connect.ts'
import type { WebOptions } from '../web.ts'
import { changeClock, showClock } from './clock/clock-page.tsx'
import { movePlatformClock } from './clock/move-clock.ts'
import { emailsAsJson, showEmails } from './emails/emails-page.tsx'
import { showHome } from './home/home-page.tsx'
import { showJobs } from './jobs/jobs-page.tsx'
import { showPersonas, signInAs } from './personas/personas-page.tsx'
import { signInAsPersona } from './personas/sign-in-as-persona.ts'
import { type FaultSwitch, faultSwitch } from './sign-in-service/faults.ts'
import { changeFault, showFaults } from './sign-in-service/faults-page.tsx'
import { LOCAL_CLIENT, LOCAL_ISSUER, LOCAL_ISSUER_PATH } from './sign-in-service/issuer-name.ts'
import { localIssuer } from './sign-in-service/local-issuer.ts'

/** What stands only outside production: pages to drive the platform with, and the local sign-in service. */
export function openDoors({ config, db, log }: WebOptions) {
  const faults = faultSwitch()
  const callback = `${config.baseUrl}/staff-sign-in/callback`
  const routes = developmentRoutes(faults)
  // A real sign-in service can be tried outside production too.
  if (config.oidc) return { routes, mounts: [], signInService: openIdConnect({ ...config.oidc, callback, log }) }
  return {
    routes,
    mounts: [localIssuer({ baseUrl: config.baseUrl, callback, faults, choices: () => identitiesOf(db, LOCAL_ISSUER) })],
    signInService: openIdConnect({
      issuer: `${config.baseUrl}${LOCAL_ISSUER_PATH}`,
      clientId: LOCAL_CLIENT.id,
      clientSecret: LOCAL_CLIENT.secret,
      callback,
      log,
      storedIssuer: LOCAL_ISSUER,
      allowsHttp: true,
    }),
  }
}

const open = { feature: 'dev', policy: everyone } as const

const developmentRoutes = (faults: FaultSwitch) => [
  page('GET /dev', { ...open, handle: showHome }),
  page('GET /dev/personas', { ...open, handle: showPersonas }),
  action('POST /dev/personas', { ...open, commands: [signInAsPersona], handle: signInAs }),
  page('GET /dev/emails', { ...open, handle: showEmails }),
  page('GET /dev/emails.json', { ...open, handle: emailsAsJson }),
  page('GET /dev/jobs', { ...open, handle: showJobs }),
  page('GET /dev/clock', { ...open, handle: showClock }),
  action('POST /dev/clock', { ...open, commands: [movePlatformClock], handle: changeClock }),
  page('GET /dev/sign-in-service', { ...open, handle: showFaults(faults) }),
  departure('POST /dev/sign-in-service', { ...open, handle: changeFault(faults) }),
]
