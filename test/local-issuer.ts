import { once } from 'node:events'
import { createServer } from 'node:net'
import { load } from 'cheerio'
import { type FaultSwitch, faultSwitch } from '#src/main/dev/sign-in-service/faults.ts'
import { LOCAL_CLIENT, LOCAL_ISSUER, LOCAL_ISSUER_PATH } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { localIssuer } from '#src/main/dev/sign-in-service/local-issuer.ts'
import { identitiesOf } from '#src/modules/access/identities-store.ts'
import { silentLog } from '#src/platform/log.ts'
import { openIdConnect } from '#src/platform/oidc/openid-connect.ts'
import type { SignInService } from '#src/platform/oidc/sign-in-port.ts'
import { type TestApp, type TestServices, testApp } from './app.ts'
import { cookieHeader, keepCookies } from './browser.ts'

export type SignInApp = TestApp & {
  readonly baseUrl: string
  readonly faults: FaultSwitch
  readonly signInService: SignInService
}

/** A platform that listens, with the local sign-in service beside it, which can be told to misbehave. */
export async function signInApp(services: TestServices): Promise<SignInApp> {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const callback = `${baseUrl}/staff-sign-in/callback`
  const faults = faultSwitch()
  const signInService = openIdConnect({
    issuer: `${baseUrl}${LOCAL_ISSUER_PATH}`,
    clientId: LOCAL_CLIENT.id,
    clientSecret: LOCAL_CLIENT.secret,
    storedIssuer: LOCAL_ISSUER,
    callback,
    log: silentLog,
    allowsHttp: true,
    timeoutSeconds: 2,
  })
  const app: TestApp = await testApp({
    ...services,
    signInService,
    mounts: [localIssuer({ baseUrl, callback, faults, choices: () => identitiesOf(app.db, LOCAL_ISSUER) })],
    config: { baseUrl, otherOrigins: [baseUrl] },
  })
  await app.app.listen({ host: '127.0.0.1', port })
  return Object.assign(app, { baseUrl, faults, signInService })
}

/** Chooses somebody at the sign-in service, as a browser with its own cookies there. Answers the way back to the platform. */
export async function visitSignInService(address: string, subject: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = address
  let form: URLSearchParams | null = null
  for (let step = 0; step < 10; step += 1) {
    const headers = cookieHeader(cookies)
    const method = form ? 'POST' : 'GET'
    const response: Response = await fetch(url, { method, body: form, headers, redirect: 'manual' })
    keepCookies(cookies, response.headers.getSetCookie())
    const location = response.headers.get('location')
    if (location?.includes('/staff-sign-in/callback')) return location.slice(location.indexOf('/staff-sign-in'))
    form = location ? null : await choice(response, subject)
    url = location ? new URL(location, url).href : url
  }
  throw new Error('The sign-in service goes round in circles')
}

async function choice(response: Response, subject: string): Promise<URLSearchParams> {
  if (!response.ok) throw new Error(`The sign-in service answered ${response.status}`)
  const choices = load(await response.text())(`input[value="${subject}"]`)
  if (choices.length !== 1) throw new Error(`${subject} cannot be chosen`)
  return new URLSearchParams({ subject })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
