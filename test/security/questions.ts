import { load } from 'cheerio'
import type { App } from '#src/platform/http/app.ts'

/** Where the service under test says that it is: `TEST_BASE_URL`, which a bench cannot import. */
export const ORIGIN = 'https://training.test'

/** A form that anybody may send with anybody's address. */
export type Question = {
  readonly name: string
  readonly at: (urn: string) => string
  readonly fields: (address: string) => Readonly<Record<string, string>>
}

/** Every form that takes the address of somebody who is not signed in. */
export const QUESTIONS: readonly Question[] = [
  { name: 'the sign-in form', at: () => '/sign-in', fields: (email) => ({ email }) },
  {
    name: 'the form that asks to be added to a school',
    at: (urn) => `/schools/${urn}/join-request`,
    fields: (email) => ({ name: 'Robin Example', email, role: 'viewer', note: '' }),
  },
]

type Asked = {
  readonly question: Question
  readonly address: string
  /** The network that it comes from, and the school that it is about: both have limits of their own. */
  readonly ip: string
  readonly urn: string
}

const MOST_REDIRECTS = 5

/** Gets the form, sends it from a network address of its own, and follows where it leads. Answers all that was seen, masked. */
export async function ask(app: App, { question, address, ip, urn }: Asked) {
  const at = question.at(urn)
  const cookies = new Map<string, string>()
  const form = await send(app, { method: 'GET', url: at, ip, cookies })
  const html = load(form.body)
  const hidden = html(`form[action="${at}"] input[type=hidden]`)
    .toArray()
    .map((field): [string, string] => [html(field).attr('name') ?? '', html(field).attr('value') ?? ''])
  const body = new URLSearchParams([...hidden, ...Object.entries(question.fields(address))]).toString()
  const begun = performance.now()
  const sent = await send(app, { method: 'POST', url: at, ip, cookies, body })
  const milliseconds = performance.now() - begun
  const seen = [seenOf(sent)]
  for (let to = sent.to; to !== null && seen.length < MOST_REDIRECTS; ) {
    const next = await send(app, { method: 'GET', url: to, ip, cookies })
    seen.push(seenOf(next))
    to = next.to
  }
  return { answer: masked(JSON.stringify(seen), address).replaceAll(urn, 'URN'), milliseconds }
}

type Sending = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly ip: string
  readonly cookies: Map<string, string>
  readonly body?: string
}

async function send(app: App, { method, url, ip, cookies, body }: Sending) {
  const response = await app.inject({
    method,
    url,
    remoteAddress: ip,
    headers: {
      'sec-fetch-site': 'same-origin',
      origin: ORIGIN,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  for (const { name, value } of response.cookies) cookies.set(name, value)
  const { location } = response.headers
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body,
    cookies: response.cookies.map(({ name }) => name),
    to: typeof location === 'string' && location.startsWith('/') ? location : null,
  }
}

const seenOf = ({ status, headers, body, cookies }: Awaited<ReturnType<typeof send>>) => {
  const { date: _date, 'x-request-id': _id, 'set-cookie': _cookies, ...rest } = headers
  return { status, cookies, headers: rest, body }
}

/** Without what differs from one visit to the next by chance, and without the address itself. */
const masked = (text: string, address: string): string =>
  text
    .replaceAll(address, 'ADDRESS')
    .replaceAll(encodeURIComponent(address), 'ADDRESS')
    .replace(/nonce-?[='\\"]*[A-Za-z0-9+/_=-]{16,}/g, 'NONCE')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/[A-Za-z0-9_-]{40,}/g, 'SECRET')
