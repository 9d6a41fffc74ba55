import { load } from 'cheerio'
import type { App } from '#src/platform/http/app.ts'
import { cookieHeader, keepCookies } from '#test/browser.ts'
import { ORIGIN } from '#test/security/questions.ts'

export type Flood = {
  readonly requests: number
  readonly addressOf: (number: number) => string
  readonly ipOf: (number: number) => string
  /** What happens beside it when half of it has gone. */
  readonly halfWay: () => Promise<void>
}

const AT_ONCE = 8

/** One robot that sends the form of sign-in again and again with a new key, as fast as it is answered. Answers how often each status came. */
export async function flood(
  app: App,
  { requests, addressOf, ipOf, halfWay }: Flood,
): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>()
  const robot = await openForm(app, ipOf(0))
  for (let sent = 0; sent < requests; sent += AT_ONCE) {
    const wave = Array.from({ length: Math.min(AT_ONCE, requests - sent) }, (_, at) => sent + at)
    const answers = wave.map((number) => post(app, robot, { number, address: addressOf(number), ip: ipOf(number) }))
    const beside = sent <= requests / 2 && sent + AT_ONCE > requests / 2 ? halfWay() : Promise.resolve()
    for (const status of await Promise.all(answers)) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    await beside
  }
  return statuses
}

type Form = { readonly cookies: Map<string, string>; readonly fields: readonly (readonly [string, string])[] }

async function openForm(app: App, ip: string): Promise<Form> {
  const response = await app.inject({ method: 'GET', url: '/sign-in', remoteAddress: ip })
  const cookies = new Map<string, string>()
  keepCookies(cookies, response.headers['set-cookie'])
  const html = load(response.body)
  const hidden = html('main form input[type=hidden]').toArray()
  return { cookies, fields: hidden.map((field) => [html(field).attr('name') ?? '', html(field).attr('value') ?? '']) }
}

type Sent = { readonly number: number; readonly address: string; readonly ip: string }

async function post(app: App, { cookies, fields }: Form, { number, address, ip }: Sent): Promise<number> {
  const body = new URLSearchParams()
  for (const [name = '', value = ''] of fields) body.set(name, value)
  body.set('_key', `robot-${number}-${address}`)
  body.set('email', address)
  body.set('as-typed', address)
  const headers = {
    ...{ origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    ...cookieHeader(cookies),
  }
  const request = { method: 'POST', url: '/sign-in', remoteAddress: ip, headers, payload: body.toString() } as const
  return (await app.inject(request)).statusCode
}
