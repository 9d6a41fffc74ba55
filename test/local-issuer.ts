import { once } from 'node:events'
import { createServer } from 'node:net'
import { load } from 'cheerio'
import { readConfig } from '#src/main/config.ts'
import {
  type ApiFaultSwitch,
  apiFaultSwitch,
  type FaultSwitch,
  faultSwitch,
} from '#src/main/dev/sign-in-service/faults.ts'
import { LOCAL_ISSUER } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { localDfeApi } from '#src/main/dev/sign-in-service/local-dfe-api.ts'
import { localIssuer } from '#src/main/dev/sign-in-service/local-issuer.ts'
import type { LocalPerson } from '#src/main/dev/sign-in-service/local-person.ts'
import { CALLBACKS, openDfeSignInApi, openSignInDoors } from '#src/main/sign-in-doors.ts'
import { identitiesOf } from '#src/modules/access/identities/identities-store.ts'
import type { DfeSignInApi } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import { silentLog } from '#src/platform/log.ts'
import { DOORS, type DoorName, type SignInDoors } from '#src/platform/oidc/sign-in-port.ts'
import { type TestApp, type TestServices, testApp } from './app.ts'
import { cookieHeader, keepCookies } from './browser.ts'

export type SignInApp = TestApp & {
  readonly baseUrl: string
  /** The switch of the staff's service; `faultsOf` has every door's. */
  readonly faults: FaultSwitch
  readonly faultsOf: Readonly<Record<DoorName, FaultSwitch>>
  readonly apiFaults: ApiFaultSwitch
  readonly doors: SignInDoors
  readonly dfeSignInApi: DfeSignInApi
  /** Whom the local DfE Sign-in and GOV.UK One Login know; a test may add to it. */
  readonly people: Record<'dfe-sign-in' | 'one-login', LocalPerson[]>
}

/** A platform that listens, with the local services of every door beside it, which can be told to misbehave. */
export async function signInApp(services: TestServices): Promise<SignInApp> {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const config = readConfig({ APP_ENV: 'test', BASE_URL: baseUrl })
  const opening = { config, log: silentLog, timeoutSeconds: 3 }
  const [doors, dfeSignInApi] = await Promise.all([openSignInDoors(opening), openDfeSignInApi(opening)])
  if (!dfeSignInApi) throw new Error('The local DfE Sign-in has no API')
  const faultsOf = { staff: faultSwitch(), 'dfe-sign-in': faultSwitch(), 'one-login': faultSwitch() }
  const apiFaults = apiFaultSwitch()
  const people: SignInApp['people'] = { 'dfe-sign-in': [], 'one-login': [] }
  const peopleAt = async (door: DoorName) => (door === 'staff' ? identitiesOf(app.db, LOCAL_ISSUER) : people[door])
  const app: TestApp = await testApp({
    ...services,
    doors,
    dfeSignInApi,
    mounts: [
      ...DOORS.map((door) => localIssuer({ door, baseUrl, people: () => peopleAt(door), faults: faultsOf[door] })),
      localDfeApi({ people: () => peopleAt('dfe-sign-in'), faults: apiFaults }),
    ],
    config: { baseUrl, otherOrigins: [baseUrl] },
  })
  await app.app.listen({ host: '127.0.0.1', port })
  // The local services make their keys when they are first asked, which a busy machine may take its time for.
  for (const door of DOORS) await doors[door]?.begin({ now: app.clock.now() })
  return Object.assign(app, { baseUrl, faults: faultsOf.staff, faultsOf, apiFaults, doors, dfeSignInApi, people })
}

/** Chooses somebody at a sign-in service, as a browser with its own cookies there. Answers the way back to the platform. */
export async function visitSignInService(address: string, subject: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = address
  let form: URLSearchParams | null = null
  for (let step = 0; step < 10; step += 1) {
    const headers = cookieHeader(cookies)
    const response = await fetch(url, { method: form ? 'POST' : 'GET', body: form, headers, redirect: 'manual' })
    keepCookies(cookies, response.headers.getSetCookie())
    const location = response.headers.get('location')
    const next = new URL(location ?? '', url)
    if (isCallback(next)) return `${next.pathname}${next.search}`
    form = location ? null : await choice(response, subject)
    url = next.href
  }
  throw new Error('The sign-in service goes round in circles')
}

const isCallback = ({ pathname }: URL): boolean => Object.values(CALLBACKS).includes(pathname)

/** What another service answers to somebody's browser, whose redirects are not followed. */
export async function answerAt(
  address: string,
): Promise<{ readonly status: number; readonly location: string | null }> {
  const { status, headers } = await fetch(address, { redirect: 'manual' })
  return { status, location: headers.get('location') }
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
