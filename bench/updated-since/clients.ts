import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { ApplicationsAnswer } from '#src/modules/npq/api/application-schema.ts'
import { ChangesAnswer } from '#src/modules/npq/api/change-schema.ts'

/** Where a client calls, and with which tokens in turn: each may call 1,000 times in 5 minutes. */
export type Door = { readonly url: string; readonly tokens: readonly string[] }

const LONGEST_PAUSE = 250
const PER_PAGE = 60

export type Mirror = ReadonlyMap<string, string>
type Application = z.output<typeof ApplicationsAnswer>['data'][number]

let calls = 0

async function get<Schema extends z.ZodType>({ url, tokens }: Door, path: string, schema: Schema) {
  calls += 1
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${tokens[calls % tokens.length] ?? ''}` },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return schema.parse(await response.json())
}

/** All pages of what changed since; and from when the next poll asks. */
async function poll(door: Door, since: string | null, perPage: number) {
  const found: Application[] = []
  let until: string | null = null
  for (let page = 1; ; page += 1) {
    const asked = new URLSearchParams({ 'page[page]': String(page), 'page[per_page]': String(perPage) })
    if (since !== null) asked.set('filter[updated_since]', since)
    const { data, meta } = await get(door, `/api/v3/npq-applications?${asked}`, ApplicationsAnswer)
    if (page === 1) until = meta.updated_until
    found.push(...data)
    if (data.length < perPage) return { found, until, pages: page }
  }
}

/** As the guidance says: polls at random moments, and once more when everything is quiet. */
export async function mirrorBy(door: Door, isOver: () => boolean) {
  const mirror = new Map<string, string>()
  const counts = { polls: 0, pages: 0, applications: 0 }
  let since: string | null = null
  for (let isLast = false; ; ) {
    const { found, until, pages } = await poll(door, since, PER_PAGE)
    for (const application of found) mirror.set(application.id, JSON.stringify(application))
    counts.polls += 1
    counts.pages += pages
    counts.applications += found.length
    since = until
    if (isLast) return { mirror, counts }
    await pause(Math.random() * LONGEST_PAUSE)
    isLast = isOver()
  }
}

/** What the server answers to somebody who asks for everything. */
export async function whole(door: Door): Promise<Mirror> {
  const { found } = await poll(door, null, 3_000)
  return new Map(found.map((application) => [application.id, JSON.stringify(application)]))
}

/** Reads the feed from its beginning by the cursor, at random moments, to the end. Answers the places that it read. */
export async function feedBy(door: Door, isOver: () => boolean): Promise<readonly number[]> {
  const places: number[] = []
  let after = 0
  for (let isLast = false; ; ) {
    const path = `/api/v3/npq-changes?after=${after}&page[per_page]=${PER_PAGE}`
    const { data, meta } = await get(door, path, ChangesAnswer)
    places.push(...data.map(({ attributes }) => attributes.sequence))
    after = meta.next_after
    if (isLast && !meta.has_more) return places
    if (!meta.has_more) await pause(Math.random() * LONGEST_PAUSE)
    isLast = isOver()
  }
}
