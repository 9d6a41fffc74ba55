import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

const LARGEST_BYTES = 1_000_000

/** What must never be committed, by the name that is printed: never the thing itself. The local stand-in's key is none. */
export const SECRETS: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  'a GOV.UK Notify key':
    /\b(?!stand_in-)[\w-]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/,
  'a bearer token': /\bbearer\s+[A-Za-z0-9._~+/-]{24,}/i,
  'a JSON web token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  'a cloud access key': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a repository token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,}|glpat-[\w-]{20})\b/,
  'a package registry token': /\b(?:npm_[A-Za-z0-9]{36}|_authToken\s*=\s*\S+)/,
  'an API token of ours': /\btts_api_[a-z2-7]{52}[0-9a-f]{6}\b/,
  'a password in an address':
    /\b(?:postgres(?:ql)?|smtps?|redis|amqps?):\/\/[^\s:/@'"`${}<]+:(?!password@)[^\s:/@'"`${}<]{6,}@(?!(?:127\.0\.0\.1|localhost)\b)/,
}

/** The names of the secrets that a text holds. */
export const secretsIn = (text: string): readonly string[] =>
  Object.entries(SECRETS).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))

function scan(): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
  const found = files
    .split('\0')
    .filter((path) => path !== '' && isText(path))
    .flatMap((path) => secretsIn(readFileSync(path, 'utf8')).map((name) => `${path}: ${name}`))
  for (const line of found) console.log(line)
  if (found.length > 0) process.exitCode = 1
}

function isText(path: string): boolean {
  const file = statSync(path, { throwIfNoEntry: false })
  return file?.isFile() === true && file.size < LARGEST_BYTES && !/[.](png|jpg|ico|woff2?|gz|pdf)$/.test(path)
}

if (import.meta.main) scan()
