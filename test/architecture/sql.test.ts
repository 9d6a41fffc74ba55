import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMigrations } from '#src/platform/db/migrate.ts'
import { repository } from '#src/ui/repository.ts'
import { linesMatching, matching, withoutComments } from './sources.ts'

const product = matching(/^src\/(?!.*[.]test[.]tsx?$).*[.]tsx?$/).map(withoutComments)
const migrations = matching(/^db\/migrations\/.*[.]sql$/)

/** Which folders may name the tables of a schema. */
const OWNERS = {
  audit: /^src\/platform\//,
  platform: /^src\/platform\//,
  pgboss: /^src\/platform\/(jobs|db)\//,
  migrations: /^src\/platform\/db\//,
  directory: /^src\/modules\/directory\//,
  access: /^src\/modules\/access\//,
  npq: /^src\/modules\/npq\//,
  claims: /^src\/modules\/claims\//,
}

test.each(Object.entries(OWNERS))('tables of the schema "%s" are named in its own folder only', (schema, owner) => {
  const others = product.filter(({ path }) => !owner.test(path))
  const inQueryBuilder = `(?:From|Into|Table|Join|table|ref|with)\\(\\s*\\[?['"\`]${schema}\\.[a-z_]+`
  const inSql = `\\b(?:from|into|update|join|table|references)\\s+(?:only\\s+)?${schema}\\.[a-z_]+`
  expect(linesMatching(others, new RegExp(`${inQueryBuilder}|${inSql}`))).toEqual([])
})

test('queries only read', () => {
  const queries = product.filter(({ path }) => /-queries[.]ts$/.test(path))
  expect(
    linesMatching(queries, /[.](insertInto|updateTable|deleteFrom|mergeInto)\(|\b(insert into|delete from)\b/),
  ).toEqual([])
})

test('in modules only stores write, and factories for tests', () => {
  const others = product.filter(
    ({ path }) => /^src\/modules\//.test(path) && !/(-store|[/-]factories)[.]ts$/.test(path),
  )
  expect(
    linesMatching(others, /[.](insertInto|updateTable|deleteFrom|mergeInto)\(|\b(insert into|delete from)\b/),
  ).toEqual([])
})

test('a status moves from the statuses that its transition table names', () => {
  // Factories make rows as if they had come there by the moves.
  const running = product.filter(({ path }) => !/[/-]factories[.]ts$/.test(path))
  const updates = running.flatMap(({ path, text }) =>
    [...text.matchAll(/[.]updateTable\([\s\S]*?[.]execute/g)].map(([statement]) => ({ path, statement })),
  )
  const unguarded = updates.filter(
    ({ statement }) =>
      /[.]set\((\{[^}]*)?\bstatus\b/.test(statement) && !/[sS]tates[.]from(Any)?\(|\bfrom\b/.test(statement),
  )
  expect(unguarded).toEqual([])
  expect(linesMatching(product, /\bset\s+status\s*=\s*'/)).toEqual([])
})

test('migrations are numbered without a gap', () => {
  const numbers = migrations.map(({ path }) => path.replace(/^db\/migrations\/(\d{4})_[a-z0-9-]+[.]sql$/, '$1'))
  expect(numbers).toEqual(migrations.map((_file, index) => String(index + 1).padStart(4, '0')))
})

test('a migration that was merged is never edited', async () => {
  const merged: unknown = JSON.parse(readFileSync(`${repository}/db/migrations/hashes.json`, 'utf8'))
  const files = await readMigrations(`${repository}/db/migrations`)
  const present = Object.fromEntries(files.map(({ name, sha256 }) => [`${name}.sql`, sha256]))
  expect(present, 'bin/generate adds the line of a new file').toEqual(merged)
})

test.each([
  ['varchar: use text with a check', /\b(varchar|character varying|char\s*\()/i],
  ['timestamp without a zone', /\btimestamp\b(?! with time zone)/i],
  ['serial: use an identity column', /\b(big|small)?serial\b/i],
  ['between: half-open comparisons say where the end belongs', /\bbetween\b/i],
  ['json: use jsonb', /\bjson\b/i],
  ['money', /\bmoney\b/i],
  ['uuidv7(): PostgreSQL 15 has none', /\buuidv7\s*\(/i],
])('migrations do not use %s', (_what, pattern) => {
  const statements = migrations.map(({ path, text }) => ({ path, text: text.replace(/--.*$/gm, '') }))
  expect(linesMatching(statements, pattern)).toEqual([])
})

test('queries do not use between', () => {
  expect(linesMatching(product, /\bbetween\b(?=.*\band\b)/i).filter((line) => /sql`|select|where/i.test(line))).toEqual(
    [],
  )
})
