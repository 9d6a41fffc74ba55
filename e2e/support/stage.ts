import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openChromium } from '#test/chromium.ts'
import { type RunningPlatform, startPlatform } from '#test/platform.ts'
import { type Visitor, type VisitorOptions, visitor } from './visitor.ts'

export type Stage = {
  /** Runs from the first story on: in a story, or in a `beforeAll` that comes later. */
  readonly platform: Omit<RunningPlatform, 'stop'>
  /** Somebody new, with a browser of their own. */
  readonly visit: (how: Omit<VisitorOptions, 'url'>) => Promise<Visitor>
  /** A page that is held to nothing, such as of a stand-in of another service. */
  readonly openPage: () => Promise<Page>
}

/**
 * What stories are told on: the platform with a seeded world of its own, and a browser. Said once at the top of a file, or in
 * each `describe` whose stories would spoil the world for the others.
 */
export function stage(environment: Readonly<Record<string, string>> = {}): Stage {
  let platform: RunningPlatform | null = null
  let chromium: Browser | null = null
  beforeAll(async () => {
    ;[platform, chromium] = await Promise.all([startPlatform(environment), openChromium()])
  })
  afterAll(async () => {
    await chromium?.close()
    await platform?.stop()
  })
  const running = () => begun(platform)
  return {
    platform: {
      get url() {
        return running().url
      },
      get databaseUrl() {
        return running().databaseUrl
      },
      log: () => running().log(),
    },
    visit: (how) => visitor(begun(chromium), { url: running().url, ...how }),
    openPage: () => begun(chromium).newPage({ baseURL: running().url }),
  }
}

function begun<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The stage stands only once the stories begin')
  return value
}
