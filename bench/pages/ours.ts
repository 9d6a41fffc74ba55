import { everyone } from '#src/kit/policy.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import { type Page, page, show } from '#src/platform/http/route.ts'
import { testFrame } from '#test/frame.ts'
import { datePage, listPage } from '#test/sample-pages.tsx'
import { benchApp } from '../comparing/app.ts'
import type { PageName } from './stock.ts'

const PAGES: Readonly<Record<PageName, () => Page>> = { form: () => datePage(), list: () => listPage(50) }

/** Our pages behind our whole web door: security headers, CSRF tokens, limits. Nobody is signed in, so no database is asked. */
export function ourApp() {
  const pool = openPool({
    url: 'postgres://127.0.0.1:1/none',
    size: 1,
    statementTimeout: 1000,
    onError: () => {},
    as: 'application',
  })
  const row = (name: PageName) =>
    page(`GET /${name}`, { feature: name, policy: everyone, handle: () => show(PAGES[name]()) })
  const app = benchApp({
    db: openDatabase(pool),
    routes: [row('form'), row('list')],
    config: { environment: 'development', trustedProxies: 1 },
  })
  return {
    render: (name: PageName): string => PAGES[name]().render(testFrame({ path: `/${name}` })),
    listen: async () => (await app).listen({ host: '127.0.0.1', port: 0 }),
    async stop() {
      await (await app).stop()
      await pool.end()
    },
  }
}
