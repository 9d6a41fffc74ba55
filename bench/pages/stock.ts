import type { Server } from 'node:http'
import { join } from 'node:path'
import express from 'express'
import nunjucks from 'nunjucks'
import { repository } from '#src/ui/repository.ts'

export type PageName = 'form' | 'list'

const FOLDERS = [join(repository, 'node_modules/govuk-frontend/dist'), join(repository, 'bench/pages')]

const CONTEXTS: Readonly<Record<PageName, object>> = {
  form: { title: 'When does their induction start?', caption: 'Greenfield Primary School', back: '/name' },
  list: {
    title: 'Schools (page 4 of 173)',
    breadcrumbs: [{ text: 'Staff home', href: '/staff' }],
    range: 'Showing 76 to 100 of 4,310 schools',
    schools: Array.from({ length: 50 }, (_none, at) => ({
      urn: String(100_000 + at),
      name: `St Mary’s & All Saints School ${at + 1}`,
    })),
  },
}

/** The sector's habit: Express 5 with Nunjucks as GOV.UK Frontend's instructions set it up, and its macros. */
export function stockApp() {
  const app = express()
  const environment = nunjucks.configure(FOLDERS, { autoescape: true, express: app })
  const contextOf = (name: PageName) => ({
    ...CONTEXTS[name],
    path: `/${name}`,
    cspNonce: 'bm9uY2U=',
    csrfToken: 'a-token',
    idempotencyKey: '00000000-0000-7000-8000-000000000000',
  })
  for (const name of ['form', 'list'] as const) {
    app.get(`/${name}`, (_request, response) => response.render(`${name}.njk`, contextOf(name)))
  }
  return {
    render: (name: PageName): string => environment.render(`${name}.njk`, contextOf(name)),
    listen: (): Promise<Server> =>
      new Promise((resolve) => {
        const server = app.listen(0, '127.0.0.1', () => resolve(server))
      }),
  }
}
