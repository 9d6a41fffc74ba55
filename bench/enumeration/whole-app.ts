import { join } from 'node:path'
import { events, routes } from '#src/main/compose.ts'
import { loadActor } from '#src/modules/access/public.ts'
import type { Clock } from '#src/platform/clock.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import type { App } from '#src/platform/http/app.ts'
import { repository } from '#src/ui/repository.ts'
import { ORIGIN } from '#test/security/questions.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, onDatabase } from '#test/template.ts'
import { benchApp } from '../comparing/app.ts'

type Service = { readonly app: App; readonly db: Database }

/** The whole service on a database of its own, for as long as the work takes. */
export async function withService<Value>(clock: Clock, work: (service: Service) => Promise<Value>): Promise<Value> {
  const server = await testServer()
  const name = databaseName('test')
  await asAdministrator(server.url, (client) => client.query(`create database ${name}`))
  const url = onDatabase(server.url, name)
  await migrate({ url, directory: join(repository, 'db/migrations') })
  const db = openDatabase(openPool({ url, size: 4, statementTimeout: 10_000, onError: () => {}, as: 'application' }))
  const app = await openApp(db, clock)
  try {
    return await work({ app, db })
  } finally {
    await app.stop()
    await db.destroy()
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
  }
}

const openApp = (db: Database, clock: Clock): Promise<App> =>
  benchApp({ ...{ db, routes, eventDefinitions: events, loadActor, clock }, config: { baseUrl: ORIGIN } })
