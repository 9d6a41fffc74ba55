import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { repository } from '#src/ui/repository.ts'

/** Built together with this bench, and so of the same sources. */
const PROGRAM = join(dirname(process.argv[1] ?? ''), '../cli.js')

export type Worker = { readonly kill: () => Promise<void> }

/** The built program as a worker alone: it has no door, so nobody waits for it to serve. `kill` is kill -9. */
export function startWorker(url: string): Worker {
  const environment = { APP_ENV: 'test', ROLE: 'worker', DATABASE_URL: url, EMAIL_TRANSPORT: 'development' }
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    cwd: repository,
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
  const dieWithUs = () => child.kill('SIGKILL')
  process.once('exit', dieWithUs)
  const ended = once(child, 'exit').finally(() => process.off('exit', dieWithUs))
  return {
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
