import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { repository } from '#src/ui/repository.ts'
import { asAdministrator, databaseName, onDatabase } from './template.ts'

const PATIENCE_MILLISECONDS = 90_000

export type RunningPlatform = {
  readonly url: string
  readonly databaseUrl: string
  /** What the processes have written so far: JSON lines. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** The built program, web and worker, as people use it, on a copy of the seeded world of its own. */
export async function startPlatform(environment: Readonly<Record<string, string>> = {}): Promise<RunningPlatform> {
  const { url: serverUrl, template } = inject('databaseServer')
  const name = databaseName('test')
  await asAdministrator(serverUrl, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  )
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const databaseUrl = onDatabase(serverUrl, name)
  const given = { ...process.env, APP_ENV: 'test', PORT: String(port), BASE_URL: url, DATABASE_URL: databaseUrl }
  const child = spawn(process.execPath, [join(repository, 'dist/cli.js'), 'start'], {
    cwd: repository,
    env: { ...given, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += String(text)))
  const ended = once(child, 'exit')
  await ready(url, () => (child.exitCode === null ? null : log))
  return {
    url,
    databaseUrl,
    log: () => log,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await asAdministrator(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function ready(url: string, whyEnded: () => string | null): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (performance.now() < deadline) {
    const why = whyEnded()
    if (why !== null) throw new Error(`The platform did not start: ${why}`)
    const response = await fetch(`${url}/health/ready`).catch(() => null)
    if (response?.ok) return
    await pause(50)
  }
  throw new Error('The platform was not ready in time')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
