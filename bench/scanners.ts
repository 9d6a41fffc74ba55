import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import { repository } from '#src/ui/repository.ts'
import { openChromium } from '#test/chromium.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, onDatabase } from '#test/template.ts'
import { openDoor } from './scanners/door.ts'
import { type Ground, nominationErrand, signInErrand } from './scanners/people.ts'
import { behaviours } from './scanners/robots.ts'
import { type Outcome, simulate } from './scanners/simulation.ts'

const LINKS = 100
/** A link takes a browser with scripts seconds, the others a fraction of one. */
const AT_ONCE = 4

/**
 * Does to sign-in and nomination links what mail filters do, 100 links for each of 8 behaviours, then lets their readers come.
 * Answers whether no link was used up, no robot gained a session, and every reader got in.
 */
export async function benchScanners(links = LINKS): Promise<boolean> {
  const server = await testServer()
  const name = databaseName('test')
  await asAdministrator(server.url, (client) => client.query(`create database ${name}`))
  const url = onDatabase(server.url, name)
  await migrate({ url, directory: join(repository, 'db/migrations') })
  const db = openDatabase(openPool({ url, size: 10, statementTimeout: 10_000, onError: () => {}, as: 'application' }))
  const door = await openDoor(db, await freePort(), join(repository, 'dist/assets'))
  try {
    return await run({ db, baseUrl: door.baseUrl }, links)
  } finally {
    await door.stop()
    await db.destroy()
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
  }
}

async function run(ground: Ground, links: number): Promise<boolean> {
  const chromium = await openChromium()
  const errands = { 'sign-in': signInErrand, nomination: nominationErrand }
  let held = true
  for (const [kind, errand] of Object.entries(errands)) {
    console.log(`\n${kind} links: behaviour, links, burnt, sessions gained, readers who got in`)
    for (const behaviour of behaviours(chromium)) {
      const outcome = await simulate({ ground, behaviour, errand, links, atOnce: AT_ONCE })
      held &&= holds(outcome)
      const { burnt, sessions, people, hindrances } = outcome
      console.log(
        `${behaviour.name.padEnd(36)} ${[links, burnt, sessions, people].join('\t')}\t${holds(outcome) ? 'pass' : 'FAIL'}`,
      )
      for (const hindrance of new Set(hindrances)) console.log(`  instead: ${hindrance}`)
    }
  }
  await chromium.close()
  return held
}

const holds = ({ links, burnt, sessions, people }: Outcome): boolean =>
  burnt === 0 && sessions === 0 && people === links

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}

const held = await benchScanners(Number(process.argv[2] ?? LINKS))
process.exitCode = held ? 0 : 1
