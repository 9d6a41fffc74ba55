import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { testServer } from './server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from './template.ts'

/** Once for a run: the world, seeded by the built program, for each story to have a copy. */
export async function setup(project: TestProject) {
  const server = await testServer()
  const migrated = await ensureTemplate(server.url)
  const world = databaseName('test')
  await asAdministrator(server.url, (client) => client.query(`create database ${world} template ${migrated}`))
  const environment = { ...process.env, APP_ENV: 'test', DATABASE_URL: onDatabase(server.url, world) }
  await promisify(execFile)(process.execPath, ['dist/cli.js', 'seed'], { env: environment })
  project.provide('databaseServer', { url: server.url, template: world })
  return async () => {
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${world} with (force)`))
    await server.release()
  }
}
