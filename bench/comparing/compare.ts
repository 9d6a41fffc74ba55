import { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { cookieName } from '#src/platform/http/cookies.ts'
import type { Services } from '#src/platform/http/http-config.ts'
import { startSession } from '#src/platform/session/sessions-store.ts'
import { benchApp } from './app.ts'
import type { Sized } from './sized.ts'

// One page on two databases, a small one and one of national size: how long each takes, and how many queries.

const ROUNDS = 15

export type Measured = {
  readonly median: number
  readonly slowest: number
  readonly queries: number
  readonly bytes: number
}

export type Visitor = {
  /** How many bytes the page has. */
  readonly get: (path: string) => Promise<number>
  readonly read: (path: string) => Promise<string>
  readonly sized: Sized
}

type Visiting = {
  readonly sized: Sized
  readonly now: Temporal.Instant
  readonly services: Pick<Services, 'routes' | 'endpoints' | 'loadApiActor'>
  /** Who looks: an account with what they may do, or the secret of a provider's system. */
  readonly as: { readonly actor: Actor; readonly accountId: string } | { readonly bearer: string }
}

/** Somebody who looks at pages of the whole application over a database. */
export async function visitorOf({ sized, now, services, as }: Visiting): Promise<Visitor> {
  const app = await benchApp({
    ...{ db: sized.db, ...services, clock: { now: () => now } },
    loadActor: async () => ('actor' in as ? as.actor : Actor.anonymous()),
  })
  const headers = await headersFor({ sized, now, as })
  const visit = async (path: string): Promise<Buffer> => {
    const { statusCode, rawPayload } = await app.inject({ url: path, headers })
    if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}`)
    return rawPayload
  }
  return {
    sized,
    get: async (path) => (await visit(path)).length,
    read: async (path) => (await visit(path)).toString('utf8'),
  }
}

async function headersFor({ sized, now, as }: Omit<Visiting, 'services'>): Promise<Readonly<Record<string, string>>> {
  if ('bearer' in as) return { authorization: `Bearer ${as.bearer}` }
  const { accountId } = as
  const session = await startSession(sized.db, { accountId, method: 'persona', userAgent: 'bench', now })
  return { cookie: `${cookieName('session', true)}=${session.secret}` }
}

type Pair = { readonly few: string; readonly national: string }

/** In turn, so that a machine that grows slower or faster does so for both. */
export async function compare(page: Pair, few: Visitor, national: Visitor, rounds = ROUNDS) {
  const sides = [
    { visitor: few, path: page.few, samples: newSamples() },
    { visitor: national, path: page.national, samples: newSamples() },
  ] as const
  for (let round = -3; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const visit = await visited(side.visitor, side.path)
      if (round >= 0) side.samples.push(visit)
    }
  }
  return { small: summed(sides[0].samples), large: summed(sides[1].samples) }
}

export type Compared = {
  readonly name: string
  readonly small: Measured
  readonly large: Measured
  readonly judged: boolean
}

export const ratioOf = ({ small, large }: Pick<Compared, 'small' | 'large'>): number => large.median / small.median

/** What was measured of a page, on one line. */
export function line(page: Compared | undefined): string {
  if (!page) return ''
  const shown = ({ median, slowest, queries, bytes }: Measured) =>
    `${median.toFixed(1).padStart(6)} ms (slowest ${slowest.toFixed(0).padStart(3)}), ${queries} queries, ${(bytes / 1024).toFixed(0).padStart(2)} KB`
  const ratio = `ratio ${ratioOf(page).toFixed(2)}${page.judged ? '' : ' (not judged)'}`
  return `${page.name.padEnd(30)} few ${shown(page.small)}   national ${shown(page.large)}   ${ratio}`
}

type Visit = { readonly time: number; readonly queries: number; readonly bytes: number }

const newSamples = (): Visit[] => []

async function visited({ get, sized }: Visitor, path: string): Promise<Visit> {
  sized.countQueries()
  const began = performance.now()
  const bytes = await get(path)
  return { time: performance.now() - began, queries: sized.countQueries(), bytes }
}

function summed(visits: readonly Visit[]): Measured {
  const times = visits.map(({ time }) => time).sort((one, other) => one - other)
  const queries = Math.max(...visits.map((visit) => visit.queries))
  const median = times[Math.floor(times.length / 2)] ?? 0
  return { median, slowest: times.at(-1) ?? 0, queries, bytes: visits.at(-1)?.bytes ?? 0 }
}
