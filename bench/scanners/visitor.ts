import { setTimeout as pause } from 'node:timers/promises'
import { type CheerioAPI, load } from 'cheerio'

export type Seen = {
  readonly status: number
  readonly path: string
  readonly html: CheerioAPI
  readonly heading: string
}

/** Somebody or something at a machine of its own: an internet address, and cookies that last as long as it does. */
export type Visitor = {
  readonly ip: string
  readonly cookies: ReadonlyMap<string, string>
  readonly open: (url: string, method?: 'GET' | 'HEAD') => Promise<Seen>
  /** Sends a form of the page as it stands, with what is typed into it. */
  readonly send: (page: Seen, selector: string, typed?: Readonly<Record<string, string>>) => Promise<Seen>
}

const MOST_REDIRECTS = 10
let visitors = 0

/** A visitor over the network, without scripts. */
export function newVisitor(baseUrl: string): Visitor {
  const ip = nextAddress()
  const cookies = new Map<string, string>()
  async function go(url: string, init: RequestInit, redirects = 0): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, 'x-forwarded-for': ip, ...(cookie === '' ? {} : { cookie }) }
    const response = await fetch(new URL(url, baseUrl), { ...init, headers, redirect: 'manual' })
    keepCookies(cookies, response.headers.getSetCookie())
    const location = response.headers.get('location')
    const body = await response.text()
    // A machine that runs the bench beside other work may be too busy for a moment: people then try again.
    if (response.status === 503 && redirects < MOST_REDIRECTS) {
      await pause(1_000)
      return go(url, init, redirects + 1)
    }
    if (location && redirects < MOST_REDIRECTS) return go(location, { method: 'GET' }, redirects + 1)
    const html = load(body)
    return {
      status: response.status,
      path: new URL(url, baseUrl).pathname,
      html,
      heading: html('h1').first().text().trim(),
    }
  }
  return {
    ip,
    cookies,
    open: (url, method = 'GET') => go(url, { method }),
    send(page, selector, typed = {}) {
      const form = page.html(selector).first()
      const fields = new URLSearchParams(fieldsOf(page, selector))
      for (const [name, value] of Object.entries(typed)) fields.set(name, value)
      const headers = {
        origin: baseUrl,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      }
      return go(form.attr('action') || page.path, { method: 'POST', body: fields.toString(), headers })
    },
  }
}

/** What the form holds already; radio buttons and boxes that are not chosen stay so. */
function fieldsOf({ html }: Seen, selector: string): [string, string][] {
  return html(selector)
    .first()
    .find('input[name], textarea[name]')
    .toArray()
    .filter(
      (field) => !/radio|checkbox/.test(html(field).attr('type') ?? '') || html(field).attr('checked') !== undefined,
    )
    .map((field) => [html(field).attr('name') ?? '', String(html(field).val() ?? '')])
}

function keepCookies(cookies: Map<string, string>, lines: readonly string[]) {
  for (const line of lines) {
    const [pair = ''] = line.split(';', 1)
    const [name = '', value = ''] = pair.split('=', 2)
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }
}

/** Every visitor comes from elsewhere, as mail filters and people do. */
export function nextAddress(): string {
  visitors += 1
  return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
}
