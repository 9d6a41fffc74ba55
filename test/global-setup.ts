import type { TestProject } from 'vitest/node'
import { testServer } from './server.ts'
import { ensureTemplate } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server on which test databases are made, and the database that they are copies of. */
    databaseServer: { readonly url: string; readonly template: string }
  }
}

/** Once for a run: a server, and the migrated template on it. */
export async function setup(project: TestProject) {
  const server = await testServer()
  project.provide('databaseServer', { url: server.url, template: await ensureTemplate(server.url) })
  return server.release
}
