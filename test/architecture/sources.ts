import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { repository } from '#src/ui/repository.ts'

export type Source = { readonly path: string; readonly text: string }

const GENERATED: ReadonlySet<string> = new Set([
  'db/schema.ts',
  'db/schema.sql',
  'src/ui/govuk-types.ts',
  'package-lock.json',
])

const TEXT = /[.](tsx?|c?js|sql|md|json|njk|css|sh)$|^bin\/|^[.]ci\//

/** Every text file that is, or is about to be, committed. */
export const sources: readonly Source[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {
    cwd: repository,
    encoding: 'utf8',
  },
)
  .split('\0')
  .filter((path) => TEXT.test(path) && !GENERATED.has(path) && !path.startsWith('docs/generated/'))
  .flatMap((path) => read(path))
  .sort((one, other) => (one.path < other.path ? -1 : 1))

// A file may have been deleted and its deletion not yet committed.
function read(path: string): readonly Source[] {
  try {
    return [{ path, text: readFileSync(`${repository}/${path}`, 'utf8') }]
  } catch {
    return []
  }
}

export const matching = (pattern: RegExp): readonly Source[] => sources.filter(({ path }) => pattern.test(path))

/** "path:line text" for each line that matches: what a failing test prints. */
export const linesMatching = (files: readonly Source[], pattern: RegExp): readonly string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )

/** The text without comments, for rules about code. Good enough for a search, not a parser. */
export const withoutComments = ({ path, text }: Source): Source => ({
  path,
  text: text.replace(/\/\*[\s\S]*?\*\//g, (block) => block.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '$1'),
})
