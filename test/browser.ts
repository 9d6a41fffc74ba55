import { type CheerioAPI, load } from 'cheerio'
import type { App } from '#src/platform/http/app.ts'
import { type Filled, formOf, multipartBody } from './browser-form.ts'

/** What a browser shows: the answer, read as HTML. */
export type Shown = {
  readonly status: number
  /** Where the browser is, after any redirects. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly text: string
  readonly html: CheerioAPI
  /** Where each redirect on the way led. */
  readonly redirects: readonly string[]
  /** The heading, the error summary and the messages beside fields, as people read them. */
  readonly heading: string
  readonly errors: readonly string[]
}

export type Submitted = {
  /** CSS selector of the form, when the page has several. */
  readonly form?: string
  /** Sends the form to another address than its own. */
  readonly action?: string
  readonly files?: Readonly<Record<string, { readonly name: string; readonly content: string | Buffer }>>
  readonly headers?: Readonly<Record<string, string>>
  readonly follow?: boolean
}

type Visit = { readonly headers?: Readonly<Record<string, string>>; readonly follow?: boolean }

/** Behaves as a browser does towards the server: cookies, redirects, hidden fields, Fetch Metadata. No scripts. */
export type Browser = {
  readonly cookies: Map<string, string>
  /** The page shown last. */
  readonly page: () => Shown
  readonly get: (path: string, visit?: Visit) => Promise<Shown>
  /** Fills in the form on the page and sends it with all that it holds already. */
  readonly submit: (filled?: Filled, how?: Submitted) => Promise<Shown>
  /** Follows the link with these words. */
  readonly click: (words: string) => Promise<Shown>
}

type Request = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string | Buffer }

const MOST_REDIRECTS = 10

/** A browser on this machine, or at another network address. */
export function openBrowser(app: App, baseUrl: string, remoteAddress = '127.0.0.1'): Browser {
  const cookies = new Map<string, string>()
  let page: Shown | null = null

  async function send(request: Request, follow: boolean, redirects: readonly string[] = []): Promise<Shown> {
    const response = await ask(app, request, { cookies, remoteAddress })
    keepCookies(cookies, response.headers['set-cookie'])
    const location = response.headers.location
    if (follow && typeof location === 'string' && location.startsWith('/') && redirects.length < MOST_REDIRECTS) {
      const next: Request = { method: 'GET', url: location, headers: { 'sec-fetch-site': 'same-origin' } }
      return send(next, follow, [...redirects, location])
    }
    page = shown(request.url, response, redirects)
    return page
  }

  const current = (): Shown => {
    if (page === null) throw new Error('Get a page first')
    return page
  }

  const get: Browser['get'] = (path, { headers = {}, follow = true } = {}) =>
    send({ method: 'GET', url: path, headers: { 'sec-fetch-site': 'none', ...headers } }, follow)

  return {
    cookies,
    page: current,
    get,
    submit(filled = {}, { form: selector, action: other, files, headers = {}, follow = true } = {}) {
      const { action, fields } = formOf(current(), selector, filled)
      const body = files
        ? multipartBody(fields, files)
        : { type: 'application/x-www-form-urlencoded', payload: new URLSearchParams(fields).toString() }
      const sent = {
        'content-type': body.type,
        'sec-fetch-site': 'same-origin',
        origin: baseUrl,
        referer: baseUrl + current().path,
        ...headers,
      }
      return send({ method: 'POST', url: other ?? action, headers: sent, payload: body.payload }, follow)
    },
    click(words) {
      const { html } = current()
      const link = html('a').filter((_index, element) => html(element).text().trim() === words)
      const href = link.attr('href')
      if (href === undefined) throw new Error(`No link says "${words}"`)
      return get(href, { headers: { 'sec-fetch-site': 'same-origin' } })
    },
  }
}

type Visitor = { readonly cookies: ReadonlyMap<string, string>; readonly remoteAddress: string }

const ask = (app: App, request: Request, { cookies, remoteAddress }: Visitor) =>
  app.inject({ ...request, remoteAddress, headers: { ...request.headers, ...cookieHeader(cookies) } })

type Response = { readonly statusCode: number; readonly headers: Shown['headers']; readonly body: string }

function shown(url: string, response: Response, redirects: readonly string[]): Shown {
  const html = load(response.body)
  const texts = (selector: string) =>
    html(selector)
      .toArray()
      .map((element) => html(element).text().trim())
  return {
    status: response.statusCode,
    path: url,
    headers: response.headers,
    text: html('body').text().replaceAll(/\s+/g, ' ').trim(),
    html,
    redirects,
    heading: html('h1').first().text().trim(),
    errors: texts('.govuk-error-summary li'),
  }
}

/** The header that a browser with these cookies sends. */
export const cookieHeader = (cookies: ReadonlyMap<string, string>): Record<string, string> =>
  cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }

/** Keeps or drops what `Set-Cookie` says. */
export function keepCookies(cookies: Map<string, string>, header: string | string[] | number | undefined) {
  for (const line of [header ?? []].flat().map(String)) {
    const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? []
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }
}
