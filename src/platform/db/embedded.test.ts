import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-'))
  await chmod(dataDir, 0o755)
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const begin = () => startEmbedded({ dataDir, appEnv: 'test', purpose: 'test' })

async function query(server: EmbeddedServer, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(text)
  await client.end()
  return rows[0]
}

test('starts once, is joined, goes on while somebody uses it, and keeps what it holds over a stop', async () => {
  const [first, second] = await Promise.all([begin(), begin()])
  expect(first.url).toBe(second.url)
  await query(first, 'create table kept as select 42 as answer')
  await first.leave()
  expect(await query(second, 'select answer from kept')).toEqual({ answer: 42 })
  await second.leave()
  await expect(query(second, 'select 1')).rejects.toThrow()

  const again = await begin()
  expect(await query(again, 'select answer from kept')).toEqual({ answer: 42 })
  await again.leave()
})

test('asks for a password and listens on this machine only', async () => {
  const server = await begin()
  const stranger = { ...server, url: server.url.replace(/:[^:@]+@/, ':guess@') }
  await expect(query(stranger, 'select 1')).rejects.toThrow('password')
  expect(await query(server, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' })
  await server.leave()
})

test('outlives a process that was killed, and is then stopped by the next', async () => {
  const script = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, appEnv: 'test', purpose: 'test' })
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script])
  await new Promise((resolve) => child.once('exit', resolve))
  const server = await begin()
  await server.leave()
  await expect(query(server, 'select 1')).rejects.toThrow()
})

test('is no production database', async () => {
  const production = startEmbedded({ dataDir, appEnv: 'production', purpose: 'development' })
  await expect(production).rejects.toThrow('set DATABASE_URL')
})
