import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { repository } from '#src/ui/repository.ts'

const PATIENCE_MILLISECONDS = 120_000
/** Built together with this bench, and so of the same sources. */
const PROGRAM = join(dirname(process.argv[1] ?? ''), '../cli.js')

export type Program = {
  /** kill -9: no handler runs, nothing is flushed, connections just end. */
  readonly kill: () => Promise<void>
  /** SIGTERM. Answers the milliseconds until the process had ended. */
  readonly stop: () => Promise<number>
}

type Options = { readonly environment: Readonly<Record<string, string>>; readonly baseUrl: string }

/** The built program, web and worker in one process, as people run it. Comes back when it serves. */
export async function startProgram({ environment, baseUrl }: Options): Promise<Program> {
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    cwd: repository,
    env: { ...process.env, ...environment, BASE_URL: baseUrl, PORT: new URL(baseUrl).port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output = (output + String(text)).slice(-4_000)
    })
  }
  const dieWithUs = () => child.kill('SIGKILL')
  process.once('exit', dieWithUs)
  const ended = once(child, 'exit').finally(() => process.off('exit', dieWithUs))
  await untilReady(child, baseUrl, () => output)
  return {
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      const began = performance.now()
      child.kill('SIGTERM')
      await ended
      return Math.round(performance.now() - began)
    },
  }
}

async function untilReady(child: ChildProcess, baseUrl: string, output: () => string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The program ended while it started:\n${output()}`)
    const response = await fetch(`${baseUrl}/health/ready`).catch(() => null)
    if (response?.ok) return
    await sleep(50)
  }
  throw new Error(`The program was not ready in time:\n${output()}`)
}
