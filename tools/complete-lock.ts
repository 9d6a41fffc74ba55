import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * Adds to package-lock.json the packages for other machines that npm leaves out when the registry in use does not have them:
 * `npm ci` refuses a lock file without them, though it would install none of them. Run it after every `npm install`.
 */

const LOCK = 'package-lock.json'

const Lock = z.record(z.string(), z.unknown())
const Packages = z.record(z.string(), z.record(z.string(), z.unknown()))
const Optional = z.record(z.string(), z.string()).default({})

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

/** The text of a lock file with an entry for every optional package that it names. */
export function completedLock(text: string): string {
  const lock = Lock.parse(JSON.parse(text))
  const packages = Packages.parse(lock['packages'])
  const missing = Object.values(packages).flatMap(({ optionalDependencies, dev }) =>
    Object.entries(Optional.parse(optionalDependencies))
      .filter(([name]) => !(`node_modules/${name}` in packages))
      .flatMap(([name, version]) => entryFor(name, { version, ...(dev === true && { dev }) })),
  )
  if (missing.length === 0) return text
  const all = [...Object.entries(packages), ...missing].sort(([one], [other]) => one.localeCompare(other, 'en'))
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`
}

/** Which machine a package such as `@biomejs/cli-darwin-arm64` is for, is in its name. Others are not for any one machine. */
function entryFor(name: string, entry: object): [string, Record<string, unknown>][] {
  const words = name.split(/[-/]/)
  const os = SYSTEMS.find((system) => words.includes(system))
  if (!os) return []
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  const libc = words.includes('musl') ? { libc: ['musl'] } : {}
  return [[`node_modules/${name}`, { ...entry, ...(cpu && { cpu: [cpu] }), ...libc, optional: true, os: [os] }]]
}

if (import.meta.main) writeFileSync(LOCK, completedLock(readFileSync(LOCK, 'utf8')))
