import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the repository, found from the sources and from the bundle alike. */
export const repository: string = folderAbove(import.meta.dirname)

function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('No package.json above the running program')
  return folderAbove(parent)
}
